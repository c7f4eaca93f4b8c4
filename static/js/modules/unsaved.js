// @ts-check
/**
 * A form whose typing would be lost: the browser asks before the page is left, until the form is sent.
 * @param {HTMLElement} element
 */
export default function unsaved(element) {
  /** @param {Event} event */
  const ask = (event) => event.preventDefault();
  element.addEventListener("input", () => window.addEventListener("beforeunload", ask));
  element.addEventListener("submit", () => window.removeEventListener("beforeunload", ask));
}
