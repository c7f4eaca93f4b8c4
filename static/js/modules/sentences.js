/**
 * Usual sentences that one tap puts into a text: `<div data-module="sentences" data-into="f-instruction">` with
 * buttons; what is typed already stays, the sentence goes on a line of its own.
 * @param {HTMLElement} box
 */
export default function sentences(box) {
  const field = document.getElementById(box.dataset.into ?? "");
  if (!(field instanceof HTMLTextAreaElement)) return;
  box.hidden = false;
  box.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const typed = field.value.trimEnd();
    field.value = typed ? `${typed}\n${button.textContent?.trim()}` : (button.textContent?.trim() ?? "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
