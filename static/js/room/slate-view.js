import { all, el, one, say, show } from "../dom.js";
import { clockText, hourMinute } from "../time.js";
import * as sheets from "./slate-state.js";
import { cells } from "./turnout.js";

/** The sheet of a slate as it is drawn, with the machine's own radio buttons and boxes: all of it works by keyboard. */
export class SlateView {
  #dialog;
  #words;
  #on;
  #early = false;
  #drawn = "";
  item = "";

  /**
   * @param {HTMLDialogElement} dialog
   * @param {{answer: (voteId: string, said: any) => void, tick: (paper: any, position: number, on: boolean) => void}} on
   */
  constructor(dialog, on) {
    this.#dialog = dialog;
    this.#words = dialog.dataset;
    this.#on = on;
  }

  /** @param {any[]} papers @param {{number: string}} item */
  fill(papers, { number }) {
    this.item = number;
    const [first] = papers;
    const { textTitle = "", textItem = "", textOpened = "", textBehalf = "", textBehalfWhy = "", textWeight = "" } = this.#words;
    const put = (/** @type {string} */ place, /** @type {string} */ text) => (one(this.#dialog, place).textContent = text);
    put("[data-title]", say(textTitle, { count: papers.length }));
    put("[data-item]", say(textItem, { number }));
    put("[data-opened]", say(textOpened, { time: hourMinute(first.opened_at) }));
    this.#dialog.classList.toggle("ballot-behalf", Boolean(first.behalf));
    show(one(this.#dialog, "[data-behalf]"), Boolean(first.behalf));
    put("[data-behalf-name]", first.behalf ? say(textBehalf, { name: first.behalf.name }) : "");
    put("[data-behalf-why]", first.behalf ? say(textBehalfWhy, { reason: first.behalf.reason }) : "");
    show(one(this.#dialog, "[data-weight-row]"), first.my_weight > 1);
    put("[data-weight]", say(textWeight, { weight: first.my_weight }));
    show(one(this.#dialog, "[data-straw]"), first.kind === "straw");
    show(one(this.#dialog, "[data-all-row]"), papers.every((paper) => !paper.options.length));
    this.#questions(papers);
    this.turnout(first);
  }

  /** How many have cast, never how. @param {{cast: number, entitled: number}} paper */
  turnout({ cast, entitled }) {
    one(this.#dialog, "[data-turnout]").textContent = say(this.#words.textTurnout ?? "", { cast, entitled });
    one(this.#dialog, "[data-cells]").replaceChildren(...cells(cast, entitled));
  }

  /** @param {number} seconds left until ballots are taken */
  notice(seconds) {
    this.#early = seconds > 0;
    show(one(this.#dialog, "[data-notice]"), this.#early);
    one(this.#dialog, "[data-notice] span").textContent = say(this.#words.textNotice ?? "", { seconds });
  }

  /** @param {sheets.Sheet} sheet @param {any[]} papers @param {boolean} lost whether a sending went unanswered */
  draw(sheet, papers, lost) {
    const { step } = sheet;
    const settled = step === "recorded" || step === "refused";
    const waiting = lost && !settled;
    const choosing = step === "choosing" && !waiting;
    const part = (/** @type {string} */ place, /** @type {boolean} */ shown) => show(one(this.#dialog, place), shown);
    this.#dialog.dataset.step = step;
    part("[data-choosing]", choosing);
    part("[data-read]", !choosing && step !== "refused");
    part("[data-review-foot]", choosing);
    part("[data-send-foot]", !waiting && (step === "confirming" || step === "sending"));
    part("[data-waiting]", waiting);
    part("[data-recorded]", step === "recorded");
    part("[data-refused]", step === "refused");
    for (const paper of papers) this.#state(sheet, paper);
    const answered = papers.filter((paper) => sheets.answered(sheet, paper)).length;
    one(this.#dialog, "[data-count]").textContent = say(this.#words.textCount ?? "", { answered, count: papers.length });
    one(this.#dialog, "[data-review]").disabled = answered < papers.length;
    one(this.#dialog, "[data-read]").replaceChildren(...papers.map((paper) => el("li", {}, el("span", {}, paper.question), el("b", {}, this.#said(sheet, paper)))));
    const send = one(this.#dialog, "[data-send]");
    send.disabled = step === "sending" || this.#early;
    send.toggleAttribute("aria-busy", step === "sending");
    one(send, "span").textContent = say(this.#words.textSend ?? "", { count: papers.length });
    one(this.#dialog, "[data-reconsider]").disabled = step === "sending";
    one(this.#dialog, "[data-refusal]").textContent = step === "refused" ? sheet.message : "";
    one(this.#dialog, "[data-recorded-at]").textContent = sheet.castAt ? say(this.#words.textRecorded ?? "", { time: clockText(Date.parse(sheet.castAt), true) }) : "";
  }

  /** @param {any[]} papers */
  #questions(papers) {
    const drawn = papers.map((paper) => `${paper.id}:${paper.behalf?.participant_id ?? ""}`).join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    one(this.#dialog, "[data-questions]").replaceChildren(...papers.map((paper, n) => this.#question(paper, n + 1)));
  }

  /** @param {any} paper @param {number} number */
  #question(paper, number) {
    const id = `slate-${paper.id}`;
    const rows = paper.options.length ? paper.options.map((/** @type {any} */ option) => this.#option(paper, option)) : ["yes", "no", "other"].map((choice) => this.#choice(paper, choice));
    const opinion = el("textarea", { class: "field", rows: 2, maxlength: 2000, "aria-label": this.#words.textOpinion, hidden: true, dataset: { opinion: paper.id },
      oninput: (/** @type {any} */ event) => this.#on.answer(paper.id, { text: event.target.value }) });
    return el("li", {}, el("h3", { id }, `${number}. ${paper.question}`), this.#rule(paper),
      el("div", { class: paper.options.length ? "slate-options" : "slate-choices", role: paper.options.length && paper.most > 1 ? "group" : "radiogroup", "aria-labelledby": id }, ...rows), opinion);
  }

  /** @param {any} paper */
  #rule(paper) {
    const threshold = paper.threshold[document.documentElement.lang] ?? paper.threshold.vi;
    const words = paper.options.length ? this.#words.textRuleList : this.#words.textRule;
    return el("p", { class: "slate-rule" }, say(words ?? "", { threshold, most: paper.most, least: paper.least }));
  }

  /** @param {any} paper @param {string} choice */
  #choice(paper, choice) {
    const input = el("input", { type: "radio", name: `slate-${paper.id}`, value: choice, onchange: () => this.#on.answer(paper.id, { choice }) });
    return el("label", { class: "slate-choice" }, input, el("span", {}, this.#word(choice)));
  }

  /** @param {any} paper @param {{position: number, words: string}} option */
  #option(paper, { position, words }) {
    const input = el("input", {
      type: paper.most === 1 ? "radio" : "checkbox", name: `slate-${paper.id}`, value: position,
      onchange: (/** @type {any} */ event) => this.#on.tick(paper, position, event.target.checked),
    });
    return el("label", { class: "slate-choice" }, input, el("span", {}, words));
  }

  /** What is ticked follows what the sheet says. @param {sheets.Sheet} sheet @param {any} paper */
  #state(sheet, paper) {
    const { choice, chosen, text } = sheets.of(sheet, paper.id);
    for (const input of all(this.#dialog, `[name="slate-${paper.id}"]`)) {
      input.checked = paper.options.length ? chosen.includes(Number(input.value)) : input.value === choice;
      input.parentElement.classList.toggle("on", input.checked);
    }
    const opinion = one(this.#dialog, `[data-opinion="${paper.id}"]`);
    show(opinion, choice === "other");
    if (opinion.value !== text) opinion.value = text;
  }

  /** @param {sheets.Sheet} sheet @param {any} paper */
  #said(sheet, paper) {
    const { choice, chosen, text } = sheets.of(sheet, paper.id);
    if (paper.options.length) return chosen.map((n) => paper.options[n - 1]?.words ?? "").join(", ");
    return choice ? this.#word(choice) + (choice === "other" && text ? `: ${text}` : "") : "";
  }

  /** @param {string} choice */
  #word(choice) {
    return { yes: this.#words.textYes, no: this.#words.textNo, other: this.#words.textOther }[choice] ?? "";
  }
}
