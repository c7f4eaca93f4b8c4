import { all, el, icon, one, say, show } from "../dom.js";
import { hourMinute } from "../time.js";
import { keptCode } from "./ballot-code.js";
import { BoxCheck } from "./box-check.js";
import { listRows } from "./list-result.js";
import { slateTable } from "./slate-table.js";
import { put as write } from "./symbols.js";

/** The result after the vote has closed: the verdict, its sentence, the figures. */
export class ResultSheet {
  #dialog;
  #check;

  /** @param {HTMLDialogElement} dialog of _ballot.html */
  constructor(dialog) {
    this.#dialog = dialog;
    this.#check = new BoxCheck(one(dialog, "[data-box-check]"));
    for (const button of all(dialog, "[data-close]")) button.addEventListener("click", () => dialog.close());
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** @param {any[]} group a closed vote with its outcome, or those of a slate @param {string} voter the reader's participant id */
  show(group, voter) {
    const slate = group.length > 1;
    for (const part of all(this.#dialog, "[data-single]")) show(part, !slate);
    show(one(this.#dialog, "[data-slate-result]"), slate);
    if (slate) this.#slate(group);
    else this.#single(group[0], voter);
    if (!this.#dialog.open) this.#dialog.showModal();
    one(this.#dialog, "h2").focus();
  }

  /** @param {any[]} group */
  #slate(group) {
    const { textClosed = "", textSlate = "" } = this.#dialog.dataset;
    one(this.#dialog, "[data-closed]").textContent = say(textClosed, { time: hourMinute(group[0].closed_at) });
    one(this.#dialog, "[data-question]").textContent = say(textSlate, { count: group.length });
    one(this.#dialog, "[data-slate-result]").replaceChildren(slateTable(group, this.#dialog));
  }

  /** @param {any} vote @param {string} voter */
  #single(vote, voter) {
    show(one(this.#dialog, "[data-find]"), vote.kind === "secret");
    if (vote.kind === "secret") this.#check.begin(vote.id, keptCode(vote.id, voter));
    const { textClosed = "", textPassed = "", textFailed = "", textStraw = "" } = this.#dialog.dataset;
    const { carried, sentence, binding } = vote.outcome;
    const list = vote.outcome.options.length > 0;
    const put = (/** @type {string} */ place, /** @type {string} */ text) => (one(this.#dialog, place).textContent = text);
    put("[data-closed]", say(textClosed, { time: hourMinute(vote.closed_at) }));
    write(one(this.#dialog, "[data-question]"), vote.question);
    put("[data-verdict-word]", !binding ? textStraw : carried ? textPassed : textFailed);
    put("[data-sentence]", sentence[document.documentElement.lang] ?? sentence.vi);
    one(this.#dialog, "[data-verdict]").className = `outcome ${!binding ? "outcome-straw" : carried ? "outcome-ok" : "outcome-no"}`;
    one(this.#dialog, "[data-verdict-icon]").replaceChildren(icon(!binding ? "info" : carried ? "check" : "x"));
    const { paper } = vote;
    show(one(this.#dialog, "[data-counted]"), Boolean(paper));
    if (paper) put("[data-counted]", say((paper.how === "hands" ? this.#dialog.dataset.textHands : this.#dialog.dataset.textPaper) ?? "", { ...paper, names: paper.counters.join(", ") }));
    show(one(this.#dialog, "[data-figures]"), !list);
    show(one(this.#dialog, "[data-list-result]"), list);
    one(this.#dialog, "[data-list-result]").replaceChildren(...listRows(vote.outcome, this.#dialog.dataset));
    one(this.#dialog, "[data-figures]").replaceChildren(...this.#figures(vote.outcome));
  }

  /** @param {any} outcome */
  #figures(outcome) {
    const words = /** @type {HTMLTemplateElement} */ (one(this.#dialog, "template[data-words]")).content;
    const rows = { yes: outcome.yes, no: outcome.no, other: outcome.other, missing: outcome.not_cast };
    return Object.entries(rows).map(([name, count]) =>
      el("div", {}, el("dt", {}, one(words, `[data-${name}]`).textContent), el("dd", { class: "num" }, count)),
    );
  }
}
