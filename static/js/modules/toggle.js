/**
 * Opens and closes a part of the page: `<button data-module="toggle" aria-controls="tools" aria-expanded="false">`
 * sets data-open on it, or the attribute named by data-sets between data-on and data-off (rail: open, closed).
 * @param {HTMLElement} button
 */
export default function toggle(button) {
  const target = document.getElementById(button.getAttribute("aria-controls") ?? "");
  if (!target) throw new Error("toggle: aria-controls names nothing on this page");
  const { sets = "data-open", on = "", off } = button.dataset;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    for (const other of together(button)) other.setAttribute("aria-expanded", String(open));
    if (open) target.setAttribute(sets, on);
    else if (off === undefined) target.removeAttribute(sets);
    else target.setAttribute(sets, off);
  });
}

/** All buttons that open and close the same part in the same way. @param {HTMLElement} button */
function together(button) {
  const meant = `[data-module~="toggle"][aria-controls="${button.getAttribute("aria-controls")}"]`;
  return [...document.querySelectorAll(meant)].filter((other) => other instanceof HTMLElement && other.dataset.sets === button.dataset.sets);
}
