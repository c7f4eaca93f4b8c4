import { say } from "./toast.js";

/**
 * Copies the text of another element: `<button data-module="copy" data-copies="its-id" data-done="…" data-failed="…">`.
 * @param {HTMLElement} button
 */
export default function copy(button) {
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copies ?? "");
    const field = source instanceof HTMLInputElement ? source : null;
    const text = field ? field.value : (source?.textContent ?? "");
    try {
      await navigator.clipboard.writeText(text);
      say(button.dataset.done ?? "", "success");
    } catch {
      // Without TLS browsers give pages no clipboard: the text is selected to be copied by hand.
      field?.select();
      say(button.dataset.failed ?? "", "warning");
    }
  });
}
