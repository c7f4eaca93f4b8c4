import { all, el, one, say, show } from "../dom.js";
import { question } from "../modules/confirm.js";

/** Typing in what people counted, on paper or of hands: the figures are read again, then the vote closes with them. */
export class VotePaper {
  #dialog;
  #onCount;
  /** @type {any} */
  #vote = null;

  /** @param {HTMLDialogElement} dialog of _desk_paper.html @param {(vote: any, count: any, button: HTMLElement, onRefused: (error: any) => boolean) => Promise<any>} onCount */
  constructor(dialog, onCount) {
    this.#dialog = dialog;
    this.#onCount = onCount;
    one(dialog, "form[data-paper-form]").addEventListener("submit", (/** @type {any} */ event) => void this.#read(event));
    one(dialog, "[data-give-up]").addEventListener("click", () => dialog.close());
    one(dialog, "[data-how]").addEventListener("change", () => this.#show());
  }

  /** @param {any} vote */
  ask(vote) {
    if (this.#vote?.id !== vote.id) this.#begin(vote);
    this.#show();
    this.#dialog.showModal();
    one(this.#dialog, "input:not([hidden])").focus();
  }

  /** @param {any} vote */
  #begin(vote) {
    this.#vote = vote;
    const list = vote.options.length > 0;
    one(this.#dialog, "[data-paper-question]").textContent = vote.question;
    for (const input of all(this.#dialog, "input, textarea")) input.value = "";
    one(this.#dialog, "[data-issued]").value = String(vote.entitled);
    one(this.#dialog, "[data-invalid]").value = "0";
    one(this.#dialog, "[data-how]").value = "ballots";
    show(one(this.#dialog, "[data-how-row]"), !list && vote.kind !== "secret");
    show(one(this.#dialog, "[data-answers]"), !list);
    one(this.#dialog, "[data-paper-options]").replaceChildren(...vote.options.map((/** @type {any} */ option) =>
      el("label", {}, el("span", {}, `${option.position}. ${option.words}`), el("input", { class: "field num", type: "number", min: 0, max: vote.entitled, inputmode: "numeric", required: true, dataset: { option: option.position } }))));
  }

  #show() {
    const hands = one(this.#dialog, "[data-how]").value === "hands";
    show(one(this.#dialog, "[data-ballots]"), !hands);
    one(this.#dialog, "[data-refused]").textContent = "";
    for (const name of ["issued", "returned", "invalid"]) one(this.#dialog, `[data-${name}]`).required = !hands;
    for (const name of ["yes", "no", "other"]) one(this.#dialog, `[data-${name}]`).required = !this.#vote.options.length;
  }

  /** @returns {any} the body of enterPaperCount */
  #count() {
    const number = (/** @type {string} */ name) => Number(one(this.#dialog, `[data-${name}]`).value) || 0;
    const list = this.#vote.options.length > 0;
    const counters = one(this.#dialog, "[data-counters]").value.split("\n").map((/** @type {string} */ line) => line.trim()).filter(Boolean);
    const answers = list ? { options: all(this.#dialog, "[data-option]").map((input) => Number(input.value) || 0) } : { yes: number("yes"), no: number("no"), other: number("other") };
    return { how: one(this.#dialog, "[data-how]").value, issued: number("issued"), returned: number("returned"), invalid: number("invalid"), ...answers, counters, note: one(this.#dialog, "[data-note]").value.trim() };
  }

  /** @param {SubmitEvent} event */
  async #read(event) {
    event.preventDefault();
    const { textTitle = "", textYes = "", textAnswers = "", textOptions = "", textBallots = "", textCounters = "", textFew = "" } = this.#dialog.dataset;
    const count = this.#count();
    const refused = (/** @type {string} */ words) => ((one(this.#dialog, "[data-refused]").textContent = words), true);
    if (count.counters.length < 2) return refused(textFew);
    const options = (count.options ?? []).map((/** @type {number} */ votes, /** @type {number} */ n) => `${this.#vote.options[n].words}: ${votes}`).join("; ");
    const parts = [count.how === "ballots" ? say(textBallots, count) : "", count.options ? say(textOptions, { options }) : say(textAnswers, count), say(textCounters, { names: count.counters.join(", ") })];
    if (!(await question({ title: textTitle, text: parts.filter(Boolean).join(" "), yes: textYes }))) return;
    const done = await this.#onCount(this.#vote, count, one(this.#dialog, "[type=submit]"), (error) => refused([error.message, ...error.fields.map((/** @type {any} */ f) => f.message)].filter((words, n, all_) => all_.indexOf(words) === n).join(" ")));
    if (done === undefined) return;
    this.#vote = null;
    this.#dialog.close();
  }
}
