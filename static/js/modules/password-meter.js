/**
 * Says under a new password how hard it is to guess; the server estimates it, words come from there too.
 * `<div data-module="password-meter" data-url="…" data-token="…">` round the field, a `<meter>` and a `[role=status]`.
 * @param {HTMLElement} element
 */
export default function passwordMeter(element) {
  const field = element.querySelector('input[name="password"]');
  const box = /** @type {HTMLElement | null} */ (element.querySelector(".strength"));
  if (!(field instanceof HTMLInputElement) || !box) return;
  let timer = 0;
  let asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    asked += 1;
    box.hidden = field.value === "";
    if (!box.hidden) timer = setTimeout(() => void ask(element, field.value, box, () => asked), WAIT_MS);
  });
}

const WAIT_MS = 400;

/**
 * @param {HTMLElement} element
 * @param {string} typed
 * @param {HTMLElement} box
 * @param {() => number} current which question is the newest: an older answer is not shown
 */
async function ask(element, typed, box, current) {
  const mine = current();
  const body = new URLSearchParams({ password: typed });
  if (element.dataset.token) body.set("token", element.dataset.token);
  const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
  const headers = { "X-CSRFToken": token };
  const answer = await fetch(element.dataset.url ?? "", { method: "POST", body, headers }).catch(() => null);
  // Without an answer the form itself says what is wrong once it is sent.
  if (!answer?.ok || mine !== current()) return;
  const { score, words } = await answer.json();
  const meter = box.querySelector("meter");
  const status = box.querySelector("[role=status]");
  if (meter) meter.value = Math.max(score, 0.3);
  if (status) status.textContent = words;
}
