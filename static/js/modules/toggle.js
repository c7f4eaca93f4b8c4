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
    button.setAttribute("aria-expanded", String(open));
    if (open) target.setAttribute(sets, on);
    else if (off === undefined) target.removeAttribute(sets);
    else target.setAttribute(sets, off);
  });
}
