/**
 * A menu of `<details class="drop-menu">` closes on Escape and on a press elsewhere, also on another menu.
 * @param {HTMLElement} details
 */
export default function menu(details) {
  if (!(details instanceof HTMLDetailsElement)) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !details.open) return;
    const within = details.contains(document.activeElement);
    details.open = false;
    if (within) details.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    // By its path, since what was pressed may be gone from the page by now.
    if (!event.composedPath().includes(details)) details.open = false;
  });
}
