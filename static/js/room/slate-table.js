import { el, icon } from "../dom.js";

/**
 * The results of a slate as a table: one row for each question, on a narrow screen a card. Words come from `root`:
 * textCarried, textLost, textStraw, textVoided, and its template "slate-heads".
 * @param {any[]} group votes of one slate, in order @param {HTMLElement} root
 * @returns {HTMLElement}
 */
export function slateTable(group, root) {
  const heads = /** @type {any} */ (/** @type {HTMLTemplateElement} */ (root.querySelector("template[data-slate-heads]")).content.cloneNode(true));
  const names = [...heads.querySelectorAll("th")].map((head) => head.textContent);
  const rows = group.map((vote, n) => row(vote, n + 1, names, verdict(vote, root.dataset)));
  // The roles are said, for a card is no table cell to the machine that reads aloud.
  return el("table", { class: "slate-table", role: "table" }, heads, el("tbody", { role: "rowgroup" }, ...rows));
}

/** @param {any} vote @param {number} number @param {string[]} names of the columns @param {any[]} told */
function row(vote, number, names, told) {
  return el("tr", { role: "row" }, el("th", { scope: "row", role: "rowheader" }, el("span", {}, `${number}. ${vote.question}`)), ...figures(vote, names), el("td", { role: "cell", class: "slate-verdict" }, ...told));
}

/** @param {any} vote @param {string[]} names */
function figures({ outcome }, names) {
  if (!outcome) return [el("td", { colspan: 3, role: "cell" }, "–")];
  if (!outcome.options.length) return [outcome.yes, outcome.no, outcome.other].map((count, n) => el("td", { class: "num", role: "cell", "data-name": names[n + 1] }, String(count)));
  const best = [...outcome.options].sort((a, b) => b.votes - a.votes || a.position - b.position).slice(0, 3);
  return [el("td", { colspan: 3, role: "cell" }, best.map((one) => `${one.words}: ${one.votes}`).join("; "))];
}

/** @param {any} vote @param {DOMStringMap} words @returns {any[]} */
function verdict({ state, outcome }, { textCarried, textLost, textStraw, textVoided, textPassed, textFailed }) {
  if (state === "voided") return [icon("x"), textVoided ?? ""];
  if (!outcome) return ["–"];
  if (!outcome.binding) return [icon("info"), textStraw ?? ""];
  return outcome.carried ? [icon("check"), textCarried ?? textPassed ?? ""] : [icon("x"), textLost ?? textFailed ?? ""];
}
