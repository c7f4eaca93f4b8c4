import { all, el, icon, one, say } from "../dom.js";
import { hourMinute } from "../time.js";
import { put as write } from "./symbols.js";

/** The result after the vote has closed: the verdict, its sentence, the figures. */
export class ResultSheet {
  #dialog;

  /** @param {HTMLDialogElement} dialog of _ballot.html */
  constructor(dialog) {
    this.#dialog = dialog;
    for (const button of all(dialog, "[data-close]")) button.addEventListener("click", () => dialog.close());
  }

  /** @param {any} vote a closed vote with its outcome */
  show(vote) {
    const { textClosed = "", textPassed = "", textFailed = "" } = this.#dialog.dataset;
    const { carried, sentence } = vote.outcome;
    const put = (/** @type {string} */ place, /** @type {string} */ text) => (one(this.#dialog, place).textContent = text);
    put("[data-closed]", say(textClosed, { time: hourMinute(vote.closed_at) }));
    write(one(this.#dialog, "[data-question]"), vote.question);
    put("[data-verdict-word]", carried ? textPassed : textFailed);
    put("[data-sentence]", sentence[document.documentElement.lang] ?? sentence.vi);
    one(this.#dialog, "[data-verdict]").className = `outcome ${carried ? "outcome-ok" : "outcome-no"}`;
    one(this.#dialog, "[data-verdict-icon]").replaceChildren(icon(carried ? "check" : "x"));
    one(this.#dialog, "[data-figures]").replaceChildren(...this.#figures(vote.outcome));
    if (!this.#dialog.open) this.#dialog.showModal();
    one(this.#dialog, "h2").focus();
  }

  /** @param {any} outcome */
  #figures(outcome) {
    const words = /** @type {HTMLTemplateElement} */ (one(this.#dialog, "template")).content;
    const rows = { yes: outcome.yes, no: outcome.no, other: outcome.other, missing: outcome.not_cast };
    return Object.entries(rows).map(([name, count]) =>
      el("div", {}, el("dt", {}, one(words, `[data-${name}]`).textContent), el("dd", { class: "num" }, count)),
    );
  }
}
