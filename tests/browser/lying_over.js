// Which pairs lie over one another of what can be tapped and what is read, as words.
// Only what can be seen counts: of what scrolls, the part inside. Pinned bars lie over all else by
// design, as does a button in a field; marks of a chart may touch.
() => {
  const tapped = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const aside = ".sr, .skip, svg, .withbtn, dialog:not([open])";
  const look = (e) => getComputedStyle(e);

  function upwards(e) {
    return e ? [e, ...upwards(e.parentElement)] : [];
  }
  function pinned(e) {
    return upwards(e).some((each) => ["fixed", "sticky"].includes(look(each).position));
  }
  function seen(e) {
    return e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest(aside);
  }
  function common(a, b) {
    return {
      left: Math.max(a.left, b.left),
      right: Math.min(a.right, b.right),
      top: Math.max(a.top, b.top),
      bottom: Math.min(a.bottom, b.bottom),
    };
  }
  const larger = (box, than) => box.right - box.left > than && box.bottom - box.top > than;

  function boxes(e) {
    const frames = upwards(e.parentElement).filter((each) => look(each).overflow !== "visible");
    const whole = look(e).display === "inline" ? [...e.getClientRects()] : [e.getBoundingClientRect()];
    return whole
      .map((box) => frames.map((each) => each.getBoundingClientRect()).reduce(common, box))
      .filter((box) => larger(box, 2));
  }
  function related(a, b) {
    const labels = (e) => [...(e.labels ?? [])];
    const label = a.closest("label");
    return (
      a.contains(b) ||
      b.contains(a) ||
      labels(a).includes(b) ||
      labels(b).includes(a) ||
      (label !== null && label === b.closest("label"))
    );
  }
  const touch = (a, b) => a.boxes.some((x) => b.boxes.some((y) => larger(common(x, y), 3)));
  const name = (e) => `${e.tagName} "${(e.innerText || e.name || e.ariaLabel || "").trim().slice(0, 40)}"`;

  const all = [...document.querySelectorAll(`${tapped}, h1, h2, h3, p, label`)]
    .filter((e) => seen(e) && !pinned(e))
    .map((e) => ({ e, boxes: boxes(e), taps: e.matches(tapped) }));
  return all.flatMap((a, place) =>
    all
      .slice(place + 1)
      .filter((b) => (a.taps || b.taps) && touch(a, b) && !related(a.e, b.e))
      .map((b) => `${name(a.e)} and ${name(b.e)}`),
  );
}
