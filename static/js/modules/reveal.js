/**
 * Shows and hides what is typed into a password field: `<button data-module="reveal" aria-controls="f-password">`.
 * @param {HTMLElement} button
 */
export default function reveal(button) {
  const field = document.getElementById(button.getAttribute("aria-controls") ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
  field.form?.addEventListener("submit", () => (field.type = "password"));
}
