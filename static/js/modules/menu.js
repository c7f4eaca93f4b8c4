/**
 * A menu of `<details class="drop-menu">` closes on Escape and on a press elsewhere.
 * @param {HTMLElement} details
 */
export default function menu(details) {
  if (!(details instanceof HTMLDetailsElement)) return;
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
  });
}
