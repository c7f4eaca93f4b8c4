import { el } from "../dom.js";

/** More cells than this cannot be told apart: one bar in two parts shows the same share. */
const MOST_CELLS = 40;

/**
 * How many of those who may have cast, as cells; the words beside them say the figures.
 * @param {number} cast @param {number} entitled @returns {HTMLElement[]}
 */
export function cells(cast, entitled) {
  if (entitled <= MOST_CELLS) return Array.from({ length: entitled }, (_, n) => el("i", { class: n < cast ? "on" : "" }));
  return [part("on", cast), part("", entitled - cast)].filter((one) => one.style.flexGrow !== "0");
}

/** @param {string} look @param {number} share */
function part(look, share) {
  const node = el("i", { class: look });
  node.style.flexGrow = String(Math.max(0, share));
  return node;
}
