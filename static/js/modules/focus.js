/**
 * Takes the focus when it appears: the summary of errors on top of a form.
 * @param {HTMLElement} element
 */
export default function focus(element) {
  element.focus();
}
