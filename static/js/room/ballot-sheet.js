import { ApiError, api, newRequestId } from "../api.js";
import { all, el, icon, one, say, show } from "../dom.js";
import { hourMinute } from "../time.js";
import * as ballots from "./ballot-state.js";

/**
 * The ballot: rises over whatever is on the tablet and leaves it as it was. Two taps: choose, send.
 * "Recorded" stands only after the server's answer; an unanswered ballot goes out again by itself.
 */
const RETRY_MS = 4000;

export class BallotSheet {
  #dialog;
  #words;
  /** @type {any} */
  #vote = null;
  /** @type {ballots.Ballot} */
  #ballot = ballots.begin(null);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  #onCast;

  /**
   * @param {HTMLDialogElement} dialog the sheet of room.html, with its words in data attributes
   * @param {(voteId: string, mine: any) => void} onCast told once the server has recorded the ballot
   */
  constructor(dialog, onCast) {
    this.#dialog = dialog;
    this.#words = dialog.dataset;
    this.#onCast = onCast;
    for (const button of all(dialog, "[data-choice]")) {
      button.addEventListener("click", () => this.#become(ballots.choose(this.#ballot, button.dataset.choice)));
    }
    one(dialog, "[data-opinion]").addEventListener("input", (/** @type {any} */ e) => this.#write(e.target.value));
    one(dialog, "[data-clear]").addEventListener("click", () => this.#become(ballots.reconsider(this.#ballot)));
    one(dialog, "[data-send]").addEventListener("click", () => this.#send());
    for (const button of all(dialog, "[data-close]")) button.addEventListener("click", () => this.#dialog.close());
    dialog.addEventListener("keydown", (event) => this.#arrow(event));
    addEventListener("online", () => this.#ballot.step === "unanswered" && this.#send());
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /**
   * Ask for a ballot on `vote`, or show what was recorded.
   * @param {any} vote the API's VoteOut with may_cast and my_ballot
   * @param {{number: string, paper: string}} item
   */
  ask(vote, item) {
    if (this.#vote?.id !== vote.id) {
      clearTimeout(this.#retry);
      this.#ballot = ballots.begin(vote.my_ballot);
      one(this.#dialog, "[data-opinion]").value = "";
    }
    this.#vote = vote;
    this.#fill(vote, item);
    this.#draw();
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#dialog.querySelector("h2")?.focus();
  }

  /** The vote has closed: an unsent ballot cannot be sent any more. */
  close() {
    clearTimeout(this.#retry);
    this.#dialog.close();
  }

  /** @param {any} vote @param {{number: string, paper: string}} item */
  #fill(vote, item) {
    one(this.#dialog, "[data-item]").textContent = say(this.#words.textItem ?? "", { number: item.number });
    one(this.#dialog, "[data-opened]").textContent = say(this.#words.textOpened ?? "", { time: hourMinute(vote.opened_at) });
    one(this.#dialog, "[data-question]").textContent = vote.question;
    one(this.#dialog, "[data-paper]").textContent = item.paper;
    show(one(this.#dialog, "[data-paper-row]"), Boolean(item.paper));
    one(this.#dialog, "[data-rule]").textContent = vote.threshold[document.documentElement.lang] ?? vote.threshold.vi;
  }

  /** @param {string} text */
  #write(text) {
    this.#ballot = ballots.write(this.#ballot, text);
    one(this.#dialog, "[data-send]").disabled = !ballots.complete(this.#ballot);
  }

  /** @param {ballots.Ballot} ballot */
  #become(ballot) {
    this.#ballot = ballot;
    this.#draw();
    if (ballot.step === "confirming" && ballot.choice === "other") one(this.#dialog, "[data-opinion]").focus();
  }

  async #send() {
    clearTimeout(this.#retry);
    const before = this.#ballot;
    this.#become(ballots.send(before, newRequestId()));
    if (this.#ballot === before || !this.#ballot.requestId) return;
    const { choice, text, requestId } = this.#ballot;
    const body = { choice, text: choice === "other" ? text : "" };
    try {
      const answer = await api.post(`/votes/${this.#vote.id}/ballots`, body, requestId);
      this.#become(ballots.recorded(this.#ballot, answer.cast_at));
      this.#onCast(this.#vote.id, answer);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!(error instanceof ApiError)) throw error;
    if (!error.unanswered) return this.#become(ballots.refused(this.#ballot, error.message));
    this.#become(ballots.unanswered(this.#ballot));
    this.#retry = setTimeout(() => void this.#send(), RETRY_MS);
  }

  /** Arrow keys go through the choices, as in any group of radio buttons. @param {KeyboardEvent} event */
  #arrow(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choices = all(this.#dialog, "[data-choice]");
    const at = choices.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    choices[(at + step + choices.length) % choices.length].focus();
  }

  #draw() {
    const { step, choice, castAt, message } = this.#ballot;
    this.#dialog.dataset.step = step;
    for (const button of all(this.#dialog, "[data-choice]")) this.#drawChoice(button, choice, step);
    const settled = step === "recorded" || step === "refused";
    show(one(this.#dialog, "[data-choices]"), !settled);
    show(one(this.#dialog, "[data-opinion-row]"), choice === "other" && !settled && step !== "choosing");
    show(one(this.#dialog, "[data-hint]"), step === "choosing");
    show(one(this.#dialog, "[data-foot]"), step === "confirming" || step === "sending");
    show(one(this.#dialog, "[data-waiting]"), step === "unanswered");
    show(one(this.#dialog, "[data-recorded]"), step === "recorded");
    show(one(this.#dialog, "[data-refused]"), step === "refused");
    one(this.#dialog, "[data-refusal]").textContent = message;
    one(this.#dialog, "[data-recorded-at]").textContent = castAt
      ? say(this.#words.textRecorded ?? "", { time: hourMinute(castAt), choice: this.#word(choice) })
      : "";
    const send = one(this.#dialog, "[data-send]");
    send.disabled = step === "sending" || !ballots.complete(this.#ballot);
    send.setAttribute("aria-busy", String(step === "sending"));
    one(this.#dialog, "[data-opinion]").readOnly = step === "sending" || step === "unanswered";
    one(send, "span").textContent = say(this.#words.textSend ?? "", { choice: this.#word(choice) });
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {string | null} choice
   * @param {string} step
   */
  #drawChoice(button, choice, step) {
    const chosen = step !== "choosing" && button.dataset.choice === choice;
    button.classList.toggle("choice-on", chosen);
    button.classList.toggle("choice-off", step !== "choosing" && !chosen);
    button.setAttribute("aria-checked", String(chosen));
    button.disabled = step === "sending" || step === "unanswered";
    one(button, ".ring").replaceChildren(...(chosen ? [icon("check")] : []));
    const note = button.querySelector("em");
    note?.remove();
    if (chosen) button.append(el("em", {}, step === "unanswered" ? (this.#words.textUnsent ?? "") : (this.#words.textChosen ?? "")));
  }

  /** @param {string | null} choice */
  #word(choice) {
    return this.#dialog.querySelector(`[data-choice="${choice}"] [data-word]`)?.textContent ?? "";
  }
}
