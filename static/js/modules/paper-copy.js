// @ts-check
/**
 * Waits for a copy that the worker makes, then saves it, or shows it to be printed:
 * `<div data-module="paper-copy" data-copy-id data-state data-file>`, what is shown in each state in `[data-when]`.
 */
import { api } from "../api.js";
import { all, show } from "../dom.js";
import { OURS } from "../kept.js";

const FIRST_MS = 500;
const LONGEST_MS = 4000;
/** The same page again (back, reload) does not save the file a second time by itself. */
const TAKEN = `${OURS}copy-taken:`;

/** @param {HTMLElement} element */
export default function paperCopy(element) {
  const { state = "", copyId = "" } = element.dataset;
  if (state === "wanted") void ask(element, FIRST_MS);
  else if (state === "ready" && sessionStorage.getItem(TAKEN + copyId) === null) take(element);
}

/** @param {HTMLElement} element @param {number} wait */
async function ask(element, wait) {
  const { copyId = "" } = element.dataset;
  const copy = await api.get(`/paper-copies/${copyId}`).catch(() => null);
  if (!copy || copy.state === "wanted") {
    setTimeout(() => void ask(element, Math.min(wait * 1.4, LONGEST_MS)), wait);
    return;
  }
  // The page knows the reason in words.
  if (copy.state === "failed") return location.reload();
  for (const part of all(element, "[data-when]")) show(part, part.dataset.when === copy.state);
  take(element);
}

/** @param {HTMLElement} element */
function take(element) {
  const { copyId = "", file = "" } = element.dataset;
  sessionStorage.setItem(TAKEN + copyId, "");
  location.assign(file);
}
