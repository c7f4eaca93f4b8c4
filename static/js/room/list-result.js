import { el, icon } from "../dom.js";

/**
 * The options of a list after the count, most votes first: name, votes, share, and in words and a sign who is elected.
 * @param {any} outcome @param {DOMStringMap} words with textElected and textTied
 * @returns {HTMLElement[]}
 */
export function listRows(outcome, { textElected = "", textTied = "" }) {
  const percent = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "vi-VN", { style: "percent", maximumFractionDigits: 1 });
  const ranked = [...outcome.options].sort((a, b) => b.votes - a.votes || a.position - b.position);
  return ranked.map(({ words, votes, share, elected, tied }) => {
    const sign = elected ? el("b", { class: "list-on" }, icon("check"), textElected) : tied ? el("b", {}, icon("info"), textTied) : null;
    const fill = el("i", {});
    fill.style.width = `${Math.min(100, share * 100)}%`;
    return el("li", { class: elected ? "on" : null }, el("span", {}, words), sign, el("span", { class: "num" }, `${votes} · ${percent.format(share)}`), el("span", { class: "list-bar", "aria-hidden": "true" }, fill));
  });
}
