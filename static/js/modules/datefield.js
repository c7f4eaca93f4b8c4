import { dayText, readClock, readDay } from "../days.js";
import { dateText } from "../time.js";

/**
 * A date (or time) typed day first, whatever order the machine writes dates in. Nothing is touched while it is
 * being typed; on leaving the field "25112026" becomes "25/11/2026". A day has a button that opens the
 * machine's calendar, and below it the weekday.
 * @param {HTMLElement} box round the text input; for a day also the button and the machine's own input
 */
export default function datefield(box) {
  const input = box.querySelector("input:not([type=date])");
  if (!(input instanceof HTMLInputElement)) return;
  const read = box.dataset.kind === "time" ? readClock : (/** @type {string} */ text) => dayText(readDay(text));
  input.addEventListener("change", () => (input.value = read(input.value) || input.value));
  if (box.dataset.kind === "date") calendar(box, input);
}

/** @param {HTMLElement} box @param {HTMLInputElement} input */
function calendar(box, input) {
  const machine = box.querySelector("input[type=date]");
  const button = box.querySelector("button");
  const words = document.createElement("output");
  words.className = "hint num";
  words.htmlFor.add(input.id);
  box.after(words);
  const show = () => (words.textContent = dateText(readDay(input.value), document.documentElement.lang));
  input.addEventListener("input", show);
  input.addEventListener("change", show);
  show();
  if (!(machine instanceof HTMLInputElement) || !button || !("showPicker" in machine)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    machine.value = readDay(input.value);
    machine.showPicker();
  });
  machine.addEventListener("change", () => {
    input.value = machine.value ? dayText(machine.value) : "";
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    input.focus();
  });
}
