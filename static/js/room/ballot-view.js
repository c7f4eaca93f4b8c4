import { all, el, icon, one, say, show } from "../dom.js";
import { clockText, hourMinute } from "../time.js";
import { leastYes } from "./agenda.js";
import { keptCode } from "./ballot-code.js";
import { put as write } from "./symbols.js";
import { complete } from "./ballot-state.js";
import { cells } from "./turnout.js";

/**
 * The ballot's sheet as it is drawn. Every word is in the page; nothing is chosen or coloured beforehand.
 * @typedef {import("./ballot-state.js").Ballot} Ballot
 */
export class BallotView {
  #dialog;
  #words;
  #secret = false;
  /** Ballots are not taken yet. */
  early = false;
  #list;

  /** @param {HTMLDialogElement} dialog @param {import("./ballot-list.js").BallotList} list */
  constructor(dialog, list) {
    this.#dialog = dialog;
    this.#list = list;
    this.#words = dialog.dataset;
  }

  /** @param {any} vote @param {{number: string, paper: string}} item @param {string} voter the reader's participant id */
  fill(vote, item, voter) {
    this.#secret = vote.kind === "secret";
    this.#dialog.classList.toggle("ballot-secret", this.#secret);
    this.#list.fill(vote);
    show(one(this.#dialog, "[data-straw]"), vote.kind === "straw");
    for (const part of all(this.#dialog, "[data-when-secret]")) show(part, (part.dataset.whenSecret === "yes") === this.#secret);
    this.code(vote, voter);
    const put = (/** @type {string} */ place, /** @type {string} */ text) => (one(this.#dialog, place).textContent = text);
    put("[data-item]", say(this.#words.textItem ?? "", { number: item.number }));
    put("[data-opened]", say(this.#words.textOpened ?? "", { time: hourMinute(vote.opened_at) }));
    write(one(this.#dialog, "[data-question]"), vote.question);
    write(one(this.#dialog, "[data-paper]"), item.paper);
    show(one(this.#dialog, "[data-paper-row]"), Boolean(item.paper));
    put("[data-rule]", this.#rule(vote));
    show(one(this.#dialog, "[data-again-row]"), Boolean(vote.repeats_id));
    const joint = one(this.#dialog, "[data-joint]");
    show(one(this.#dialog, "[data-joint-row]"), vote.circulated > 0);
    joint.textContent = say(joint.dataset.text ?? "", { count: vote.circulated });
    show(one(this.#dialog, "[data-circulated]"), Boolean(vote.my_ballot?.circulated));
    this.#whose(vote);
    this.turnout(vote);
  }

  /** On whose behalf, by what authority, and for how many votes it counts. @param {any} vote */
  #whose({ behalf, my_weight: weight = 1 }) {
    const { textBehalf = "", textBehalfWhy = "", textWeight = "" } = this.#words;
    this.#dialog.classList.toggle("ballot-behalf", Boolean(behalf));
    show(one(this.#dialog, "[data-behalf]"), Boolean(behalf));
    one(this.#dialog, "[data-behalf-name]").textContent = behalf ? say(textBehalf, { name: behalf.name }) : "";
    one(this.#dialog, "[data-behalf-why]").textContent = behalf ? say(textBehalfWhy, { reason: behalf.reason }) : "";
    show(one(this.#dialog, "[data-weight-row]"), weight > 1);
    one(this.#dialog, "[data-weight]").textContent = say(textWeight, { weight });
  }

  /** @param {any} vote */
  #rule(vote) {
    const { textRuleMembers = "", textRulePresent = "", textRuleValid = "" } = this.#words;
    const threshold = vote.threshold[document.documentElement.lang] ?? vote.threshold.vi;
    if (vote.options.length) return say(this.#words.textRuleList ?? "", { threshold, least: vote.least, most: vote.most, count: vote.options.length });
    const sentence = { members: textRuleMembers, present: textRulePresent }[/** @type {string} */ (vote.base)] ?? textRuleValid;
    return say(sentence, { threshold, ...leastYes(vote) });
  }

  /** How many have cast, never how. @param {{cast: number, entitled: number}} vote */
  turnout({ cast, entitled }) {
    for (const place of all(this.#dialog, "[data-turnout]")) place.textContent = say(this.#words.textTurnout ?? "", { cast, entitled });
    one(this.#dialog, "[data-cells]").replaceChildren(...cells(cast, entitled));
  }

  /** @param {Ballot} ballot @param {boolean} lost whether a sending of it went unanswered */
  draw(ballot, lost) {
    const { step, choice, chosen } = ballot;
    const settled = step === "recorded" || step === "refused";
    const waiting = lost && !settled;
    const part = (/** @type {string} */ place, /** @type {boolean} */ shown) => show(one(this.#dialog, place), shown);
    this.#dialog.dataset.step = step;
    for (const button of all(this.#dialog, "[data-choice]")) this.#choice(button, choice, step, waiting);
    this.#list.draw(ballot, waiting);
    part("[data-choices]", !settled && !chosen);
    part("[data-opinion-row]", choice === "other" && !settled && step !== "choosing");
    part("[data-hint]", step === "choosing" && !chosen);
    part("[data-foot]", !waiting && (step === "confirming" || step === "sending"));
    part("[data-waiting]", waiting);
    part("[data-recorded]", step === "recorded" && !this.#secret);
    part("[data-boxed]", step === "recorded" && this.#secret);
    part("[data-refused]", step === "refused");
    this.#answer(ballot);
    this.#foot(ballot);
  }

  /** The notice before ballots are taken. @param {number} seconds left, 0 when it is over */
  notice(seconds) {
    this.early = seconds > 0;
    show(one(this.#dialog, "[data-notice]"), this.early);
    one(this.#dialog, "[data-notice] span").textContent = say(this.#words.textNotice ?? "", { seconds });
  }

  /** The code kept for a secret ballot, to be written down. @param {any} vote @param {string} voter */
  code(vote, voter) {
    const code = this.#secret ? keptCode(vote.id, voter) : "";
    one(this.#dialog, "[data-code]").textContent = code;
    show(one(this.#dialog, "[data-code-row]"), code !== "");
    show(one(this.#dialog, "[data-code-elsewhere]"), this.#secret && code === "");
  }

  /** @param {Ballot} ballot */
  #answer(ballot) {
    const { step, choice, castAt, message, text, chosen } = ballot;
    one(this.#dialog, "[data-refusal]").textContent = step === "refused" ? message : "";
    one(this.#dialog, "[data-recorded-at]").textContent = castAt
      ? say(this.#words.textRecorded ?? "", { time: clockText(Date.parse(castAt), true) })
      : "";
    one(this.#dialog, "[data-mine]").textContent = chosen ? this.#list.words(ballot) : this.#word(choice) + (choice === "other" && text ? `: ${text}` : "");
  }

  /** @param {Ballot} ballot */
  #foot(ballot) {
    const send = one(this.#dialog, "[data-send]");
    const sending = ballot.step === "sending";
    send.disabled = sending || this.early || !complete(ballot);
    if (sending) send.setAttribute("aria-busy", "true");
    else send.removeAttribute("aria-busy");
    one(this.#dialog, "[data-clear]").disabled = sending;
    one(this.#dialog, "[data-opinion]").readOnly = ballot.step !== "confirming";
    one(this.#dialog, "[data-clear] span").textContent = (ballot.chosen ? this.#words.textChooseAgain : this.#words.textClear) ?? "";
    const count = ballot.chosen?.length ?? 0;
    one(send, "span").textContent = ballot.chosen
      ? say(this.#words.textSendList ?? "", { count })
      : say(this.#words.textSend ?? "", { choice: this.#word(ballot.choice) });
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
