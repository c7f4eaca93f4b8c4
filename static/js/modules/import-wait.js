// @ts-check
/**
 * Waits until the worker has imported a tracking sheet, tells how far it is, then loads the page anew:
 * `<div data-module="import-wait" data-import="…">` with a `<progress>` and a `[data-made]` inside.
 */
import { api } from "../api.js";

const WAIT_MS = 1500;

/** @param {HTMLElement} element */
export default function importWait(element) {
  void ask(element);
}

/** @param {HTMLElement} element */
async function ask(element) {
  const found = await api.get(`/task-imports/${element.dataset.import ?? ""}`).catch(() => null);
  if (found && found.state !== "running") return location.reload();
  if (found) tell(element, found.made);
  setTimeout(() => void ask(element), WAIT_MS);
}

/** @param {HTMLElement} element @param {number} made */
function tell(element, made) {
  const bar = element.querySelector("progress");
  const words = element.querySelector("[data-made]");
  if (bar) bar.value = made;
  if (words) words.textContent = String(made);
}
