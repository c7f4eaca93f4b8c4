/** Short messages. An error stays until it is closed; the rest goes after a while, but not under the pointer or focus. */

const STAYS = 6000;

/** @param {HTMLElement} element one toast */
export default function toast(element) {
  element.querySelector("button")?.addEventListener("click", () => element.remove());
  if (element.matches(".error, .danger, .warning")) return;
  const leave = () => {
    if (element.matches(":hover, :focus-within")) setTimeout(leave, STAYS);
    else element.remove();
  };
  setTimeout(leave, STAYS);
}

/**
 * Shows `text`, which comes from the server: an API answer, a data attribute or a template.
 * @param {string} text
 * @param {"message" | "success" | "warning" | "error"} [category]
 */
export function say(text, category = "message") {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("toast-template"));
  const element = template?.content.firstElementChild?.cloneNode(true);
  const place = element instanceof HTMLElement ? element.querySelector("p") : null;
  if (!(element instanceof HTMLElement) || !place) return;
  place.textContent = text;
  element.classList.replace("message", category);
  document.getElementById("toasts")?.append(element);
  toast(element);
}
