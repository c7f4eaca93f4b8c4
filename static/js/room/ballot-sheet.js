import { ApiError, api, newRequestId } from "../api.js";
import { all, one } from "../dom.js";
import { brought, outdated, toKeep } from "./ballot-keep.js";
import * as ballots from "./ballot-state.js";
import { BallotView } from "./ballot-view.js";

const RETRY_MS = 3000;
/** In sessionStorage: a page loaded anew in the same tab sends the same ballot again. */
const KEY = "ballot";

/**
 * One ballot over the room: choose, confirm, send, the server's answer. "Recorded" only after that answer; while none
 * comes the same request is sent again, so that a ballot lost on the way is counted once and never twice.
 */
export class BallotSheet {
  #dialog;
  #view;
  #onCast;
  /** @type {any} */
  #vote = null;
  /** @type {ballots.Ballot} */
  #ballot = ballots.begin(null);
  #lost = false;
  #voter = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;

  /**
   * @param {HTMLDialogElement} dialog the sheet of _ballot.html, with its words in data attributes
   * @param {(voteId: string, mine: any) => void} onCast told once the server has recorded the ballot
   */
  constructor(dialog, onCast) {
    this.#dialog = dialog;
    this.#view = new BallotView(dialog);
    this.#onCast = onCast;
    for (const button of all(dialog, "[data-choice]")) {
      button.addEventListener("click", () => this.#become(ballots.choose(this.#ballot, button.dataset.choice)));
    }
    one(dialog, "[data-opinion]").addEventListener("input", (/** @type {any} */ e) => this.#write(e.target.value));
    one(dialog, "[data-clear]").addEventListener("click", () => this.#become(ballots.reconsider(this.#ballot)));
    one(dialog, "[data-send]").addEventListener("click", () => this.#send());
    for (const button of all(dialog, "[data-close]")) button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => this.#arrow(event));
    addEventListener("online", () => this.again());
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** Whether a ballot is on its way: it may or may not have arrived. */
  get pending() {
    return this.#ballot.step === "sending" || this.#ballot.step === "unanswered";
  }

  /**
   * Ask for a ballot on `vote`, or show what was recorded.
   * @param {any} vote the API's VoteOut with may_cast and my_ballot
   * @param {{number: string, paper: string}} item
   * @param {string} voter the reader's participant id
   */
  ask(vote, item, voter) {
    this.#voter = voter;
    if (this.#vote?.id !== vote.id) this.#begin(vote);
    else if (vote.my_ballot && !this.pending) this.#ballot = ballots.begin(vote.my_ballot);
    this.#vote = vote;
    this.#view.fill(vote, item);
    this.#view.draw(this.#ballot, this.#lost);
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    one(this.#dialog, "h2").focus();
    this.again();
  }

  /** Let go of a kept ballot that is answered, closed or not this reader's. @param {any[]} votes @param {string} voter */
  tidy(votes, voter) {
    if (!this.pending && outdated(sessionStorage.getItem(KEY), votes, voter)) sessionStorage.removeItem(KEY);
  }

  /** More have cast. @param {any} vote */
  update(vote) {
    if (this.#vote?.id !== vote.id) return;
    this.#vote = vote;
    this.#view.turnout(vote);
  }

  /** The network is back: send at once what went unanswered. */
  again() {
    if (this.#ballot.step === "unanswered") void this.#send();
  }

  /** The vote has closed. A ballot still under way is answered first: it may have arrived in time. A refusal stays to be read. */
  close() {
    if (this.pending) return this.again();
    if (this.#ballot.step === "refused") return;
    this.#dialog.close();
  }

  /** @param {any} vote */
  #begin(vote) {
    clearTimeout(this.#retry);
    const kept = brought(sessionStorage.getItem(KEY), vote, this.#voter);
    this.#lost = kept !== null;
    this.#ballot = kept ?? ballots.begin(vote.my_ballot);
    one(this.#dialog, "[data-opinion]").value = this.#ballot.text;
  }

  /** @param {string} text */
  #write(text) {
    this.#ballot = ballots.write(this.#ballot, text);
    one(this.#dialog, "[data-send]").disabled = !ballots.complete(this.#ballot);
  }

  /** @param {ballots.Ballot} ballot */
  #become(ballot) {
    const before = this.#ballot;
    this.#ballot = ballot;
    this.#keep();
    if (ballot.step === "recorded" || ballot.step === "refused") this.#lost = false;
    this.#view.draw(ballot, this.#lost);
    if (ballot.step === "confirming" && ballot.choice === "other" && before.choice !== "other") one(this.#dialog, "[data-opinion]").focus();
    const answered = { recorded: "[data-recorded] [data-close]", refused: "[data-refused] [data-close]" }[/** @type {string} */ (ballot.step)];
    if (answered && this.#dialog.open) one(this.#dialog, answered).focus();
  }

  #keep() {
    const kept = toKeep(this.#ballot, this.#vote, this.#voter);
    if (kept) sessionStorage.setItem(KEY, kept);
    else sessionStorage.removeItem(KEY);
  }

  async #send() {
    clearTimeout(this.#retry);
    const before = this.#ballot;
    const next = ballots.send(before, newRequestId());
    if (next === before || !next.requestId) return;
    this.#become(next);
    const { choice, text, requestId } = next;
    const voteId = this.#vote.id;
    try {
      const answer = await api.post(`/votes/${voteId}/ballots`, { choice, text: choice === "other" ? text : "" }, requestId);
      if (this.#vote.id === voteId) this.#become(ballots.recorded(this.#ballot, answer.cast_at));
      this.#onCast(voteId, answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#vote.id === voteId) this.#fail(error);
    }
  }

  /** @param {ApiError} error */
  #fail(error) {
    if (!error.unanswered) return this.#become(ballots.refused(this.#ballot, error.message));
    this.#lost = true;
    this.#become(ballots.unanswered(this.#ballot));
    this.#retry = setTimeout(() => void this.#send(), RETRY_MS);
  }

  /** Arrow keys go through the choices, as in any group of radio buttons. @param {KeyboardEvent} event */
  #arrow(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const choices = all(this.#dialog, "[data-choice]");
    const at = choices.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    choices[(at + step + choices.length) % choices.length].focus();
  }
}
