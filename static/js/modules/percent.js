/**
 * Keeps a slider and the number beside it equal; the number is what is sent.
 * @param {HTMLElement} element holds one input of each kind
 */
export default function percent(element) {
  const slider = element.querySelector('input[type="range"]');
  const number = element.querySelector('input[type="number"]');
  if (!(slider instanceof HTMLInputElement) || !(number instanceof HTMLInputElement)) return;
  slider.addEventListener("input", () => (number.value = slider.value));
  number.addEventListener("input", () => (slider.value = number.value));
}
