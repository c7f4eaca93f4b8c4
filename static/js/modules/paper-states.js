// @ts-check
/**
 * Shows what becomes of papers without loading the page anew: while one is being looked at, and after one has come, the parts
 * `[data-papers="id"]` of `<section data-module="paper-states">` are taken from the page as the server writes it now. With `data-stream`
 * (and `data-seq`) any event of that stream does the same. `data-page` is the page's address where a refused form may stand in its place.
 */
import { bind } from "../app.js";
import { all } from "../dom.js";
import { live } from "../live/live.js";

const FIRST_MS = 1500;
const LONGEST_MS = 5000;

/** @param {HTMLElement} section */
export default function paperStates(section) {
  let wait = FIRST_MS;
  let timer = 0;
  const later = (/** @type {number} */ ms) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(), ms);
  };
  const look = async () => {
    const changed = await refresh(section).catch(() => false);
    wait = changed ? FIRST_MS : Math.min(wait * 1.4, LONGEST_MS);
    if (isWaiting(section)) later(wait);
  };
  const { stream, seq } = section.dataset;
  if (stream) live.subscribe(stream, Number(seq ?? 0), () => later((wait = 300)));
  document.addEventListener("papers-changed", () => later((wait = 300)));
  if (isWaiting(section)) later(wait);
}

/** @param {HTMLElement} section */
function isWaiting(section) {
  return section.querySelector("[data-paper-state=received], [data-paper-state=converting]") !== null;
}

/** @param {HTMLElement} section @returns {Promise<boolean>} whether anything looks different now */
async function refresh(section) {
  const answer = await fetch(section.dataset.page ?? location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let changed = false;
  for (const old of all(section, "[data-papers]")) {
    const fresh = page.querySelector(`[data-papers="${old.dataset.papers}"]`);
    if (!fresh || fresh.textContent === old.textContent || old.contains(document.activeElement)) continue;
    old.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
    bind(old);
    changed = true;
  }
  return changed;
}
