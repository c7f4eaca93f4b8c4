import { dateText } from "../time.js";

/**
 * Says a chosen date with its weekday, day first, whatever order the machine writes dates in.
 * @param {HTMLElement} input of type date
 */
export default function weekday(input) {
  if (!(input instanceof HTMLInputElement)) return;
  const words = document.createElement("output");
  words.className = "hint num";
  words.htmlFor.add(input.id);
  input.after(words);
  const show = () => (words.textContent = dateText(input.value, document.documentElement.lang));
  input.addEventListener("input", show);
  show();
}
