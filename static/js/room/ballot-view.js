import { all, el, icon, one, say, show } from "../dom.js";
import { clockText, hourMinute } from "../time.js";
import { leastYes } from "./agenda.js";
import { put as write } from "./symbols.js";
import { complete } from "./ballot-state.js";

/**
 * The ballot's sheet as it is drawn. Every word is in the page; nothing is chosen or coloured beforehand.
 * @typedef {import("./ballot-state.js").Ballot} Ballot
 */
export class BallotView {
  #dialog;
  #words;

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.#dialog = dialog;
    this.#words = dialog.dataset;
  }

  /** @param {any} vote @param {{number: string, paper: string}} item */
  fill(vote, item) {
    const put = (/** @type {string} */ place, /** @type {string} */ text) => (one(this.#dialog, place).textContent = text);
    put("[data-item]", say(this.#words.textItem ?? "", { number: item.number }));
    put("[data-opened]", say(this.#words.textOpened ?? "", { time: hourMinute(vote.opened_at) }));
    write(one(this.#dialog, "[data-question]"), vote.question);
    write(one(this.#dialog, "[data-paper]"), item.paper);
    show(one(this.#dialog, "[data-paper-row]"), Boolean(item.paper));
    put("[data-rule]", this.#rule(vote));
    this.turnout(vote);
  }

  /** @param {any} vote */
  #rule(vote) {
    const { textRuleMembers = "", textRulePresent = "", textRuleValid = "" } = this.#words;
    const threshold = vote.threshold[document.documentElement.lang] ?? vote.threshold.vi;
    const sentence = { members: textRuleMembers, present: textRulePresent }[/** @type {string} */ (vote.base)] ?? textRuleValid;
    return say(sentence, { threshold, ...leastYes(vote) });
  }

  /** How many have cast, never how. @param {{cast: number, entitled: number}} vote */
  turnout({ cast, entitled }) {
    one(this.#dialog, "[data-turnout]").textContent = say(this.#words.textTurnout ?? "", { cast, entitled });
    one(this.#dialog, "[data-cells]").replaceChildren(...Array.from({ length: entitled }, (_, n) => el("i", { class: n < cast ? "on" : "" })));
  }

  /** @param {Ballot} ballot @param {boolean} lost whether a sending of it went unanswered */
  draw(ballot, lost) {
    const { step, choice } = ballot;
    const settled = step === "recorded" || step === "refused";
    const waiting = lost && !settled;
    const part = (/** @type {string} */ place, /** @type {boolean} */ shown) => show(one(this.#dialog, place), shown);
    this.#dialog.dataset.step = step;
    for (const button of all(this.#dialog, "[data-choice]")) this.#choice(button, choice, step, waiting);
    part("[data-choices]", !settled);
    part("[data-opinion-row]", choice === "other" && !settled && step !== "choosing");
    part("[data-hint]", step === "choosing");
    part("[data-foot]", !waiting && (step === "confirming" || step === "sending"));
    part("[data-waiting]", waiting);
    part("[data-recorded]", step === "recorded");
    part("[data-refused]", step === "refused");
    this.#answer(ballot);
    this.#foot(ballot);
  }

  /** @param {Ballot} ballot */
  #answer({ step, choice, castAt, message, text }) {
    one(this.#dialog, "[data-refusal]").textContent = step === "refused" ? message : "";
    one(this.#dialog, "[data-recorded-at]").textContent = castAt
      ? say(this.#words.textRecorded ?? "", { time: clockText(Date.parse(castAt), true) })
      : "";
    one(this.#dialog, "[data-mine]").textContent = this.#word(choice) + (choice === "other" && text ? `: ${text}` : "");
  }

  /** @param {Ballot} ballot */
  #foot(ballot) {
    const send = one(this.#dialog, "[data-send]");
    const sending = ballot.step === "sending";
    send.disabled = sending || !complete(ballot);
    if (sending) send.setAttribute("aria-busy", "true");
    else send.removeAttribute("aria-busy");
    one(this.#dialog, "[data-clear]").disabled = sending;
    one(this.#dialog, "[data-opinion]").readOnly = ballot.step !== "confirming";
    one(send, "span").textContent = say(this.#words.textSend ?? "", { choice: this.#word(ballot.choice) });
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {string | null} choice
   * @param {string} step
   * @param {boolean} waiting
   */
  #choice(button, choice, step, waiting) {
    const chosen = step !== "choosing" && button.dataset.choice === choice;
    button.classList.toggle("choice-on", chosen);
    button.classList.toggle("choice-off", step !== "choosing" && !chosen);
    button.setAttribute("aria-checked", String(chosen));
    button.disabled = step === "sending" || waiting;
    one(button, ".ring").replaceChildren(...(chosen ? [icon("check")] : []));
    button.querySelector("em")?.remove();
    if (chosen) button.append(el("em", {}, (waiting ? this.#words.textUnsent : this.#words.textChosen) ?? ""));
  }

  /** @param {string | null} choice */
  #word(choice) {
    return this.#dialog.querySelector(`[data-choice="${choice}"] [data-word]`)?.textContent ?? "";
  }
}
