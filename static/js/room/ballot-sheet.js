import { ApiError, newRequestId } from "../api.js";
import { all, one, show } from "../dom.js";
import { OURS } from "../kept.js";
import { brought, outdated, toKeep } from "./ballot-keep.js";
import { sendBallot } from "./ballot-send.js";
import * as ballots from "./ballot-state.js";
import { BallotList } from "./ballot-list.js";
import { BallotShown } from "./ballot-shown.js";
import { asPaper, keyOf, papersOf } from "./ballot-papers.js";
import { BallotView } from "./ballot-view.js";

const RETRY_MS = 3000;
/** In sessionStorage: a page loaded anew in the same tab sends the same ballot again. */
const KEY = `${OURS}ballot`;

/**
 * One ballot over the room: choose, confirm, send, the server's answer. "Recorded" only after that answer; while none
 * comes the same request is sent again, so that a ballot lost on the way is counted once and never twice.
 */
export class BallotSheet {
  #dialog;
  #view;
  #onCast;
  #clock;
  /** @type {any} */
  #vote = null;
  /** @type {ballots.Ballot} */
  #ballot = ballots.begin(null);
  #lost = false;
  #voter = "";
  #shown = new BallotShown();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #counting;

  /**
   * @param {HTMLDialogElement} dialog the sheet of _ballot.html, with its words in data attributes
   * @param {(voteId: string, mine: any) => void} onCast told once the server has recorded the ballot
   * @param {() => number} [clock] the server's time
   */
  constructor(dialog, onCast, clock = Date.now) {
    this.#dialog = dialog;
    this.#clock = clock;
    const list = new BallotList(one(dialog, "[data-list]"), (n) => this.#become(ballots.tick(this.#ballot, n, this.#vote.most)),
      () => this.#become(ballots.review(this.#ballot, this.#vote.least)));
    this.#view = new BallotView(dialog, list);
    this.#onCast = onCast;
    for (const button of all(dialog, "[data-choice]")) {
      button.addEventListener("click", () => this.#become(ballots.choose(this.#ballot, button.dataset.choice)));
    }
    one(dialog, "[data-opinion]").addEventListener("input", (/** @type {any} */ e) => this.#write(e.target.value));
    one(dialog, "[data-clear]").addEventListener("click", () => this.#become(ballots.reconsider(this.#ballot)));
    one(dialog, "[data-send]").addEventListener("click", () => this.#send());
    one(dialog, "[data-change]").addEventListener("click", () => this.#become(ballots.begin(null, byList(this.#vote))));
    for (const button of all(dialog, "[data-close]")) button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => this.#arrow(event));
    addEventListener("online", () => this.again());
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** Which paper lies there (keyOf), or "". */
  get key() {
    return this.#vote ? keyOf(this.#vote) : "";
  }

  get voteId() {
    return this.#vote?.id ?? "";
  }

  /** Whether a ballot is on its way: it may or may not have arrived. */
  get pending() {
    return this.#ballot.step === "sending" || this.#ballot.step === "unanswered";
  }

  /**
   * Ask for a ballot on `vote`, or show what was recorded.
   * @param {any} vote the API's VoteOut with may_cast and my_ballot, or the same on behalf of somebody (asPaper)
   * @param {{number: string, paper: string}} item
   * @param {string} voter the reader's participant id
   */
  ask(vote, item, voter) {
    this.#voter = voter;
    if (!this.#vote || keyOf(this.#vote) !== keyOf(vote)) this.#begin(vote);
    else if ((vote.my_ballot || vote.in_box) && !this.pending) this.#ballot = begun(vote);
    this.#vote = vote;
    this.#view.fill(vote, item, voter);
    this.#count();
    this.#view.draw(this.#ballot, this.#lost);
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    if (vote.state === "open") this.#shown.note(vote.id);
    one(this.#dialog, "h2").focus();
    this.again();
  }

  /** Count down to the moment from which ballots are taken, by the server's time. */
  #count() {
    clearTimeout(this.#counting);
    const left = Math.ceil((Date.parse(this.#vote.opens_at ?? "") - this.#clock()) / 1000) || 0;
    this.#view.notice(Math.max(0, left));
    const early = one(this.#dialog, "[data-send]").disabled;
    this.#view.draw(this.#ballot, this.#lost);
    // Whoever votes by keyboard stood on a button that could not be pressed yet.
    if (early && !left && this.#ballot.step === "confirming" && this.#ballot.choice !== "other") one(this.#dialog, "[data-send]").focus();
    show(one(this.#dialog, "[data-change]"), this.#vote.changeable && this.#vote.state === "open");
    if (left > 0) this.#counting = setTimeout(() => this.#count(), 250);
  }

  /** Let go of a kept ballot that is answered, closed or not this reader's. @param {any[]} votes @param {string} voter */
  tidy(votes, voter) {
    if (!this.pending && outdated(sessionStorage.getItem(KEY), votes.flatMap(papersOf), voter)) sessionStorage.removeItem(KEY);
  }

  /** More have cast. @param {any} vote */
  update(vote) {
    if (this.#vote?.id !== vote.id) return;
    this.#vote = asPaper(vote, this.#vote.behalf ?? null);
    this.#view.turnout(vote);
  }

  /** The network is back: send at once what went unanswered. */
  again() {
    this.#shown.again();
    if (this.#ballot.step === "unanswered") void this.#send();
  }

  /** The vote has closed. A ballot still under way is answered first: it may have arrived in time. A refusal stays to be read. */
  close(/** @type {string} */ voteId) {
    if (this.#vote?.id !== voteId) return;
    if (this.pending) return this.again();
    if (this.#ballot.step === "refused") return;
    this.#dialog.close();
  }

  /** @param {any} vote */
  #begin(vote) {
    clearTimeout(this.#retry);
    const kept = brought(sessionStorage.getItem(KEY), vote, this.#voter);
    this.#lost = kept !== null;
    this.#ballot = kept ?? begun(vote);
    one(this.#dialog, "[data-opinion]").value = this.#ballot.text;
  }

  /** @param {string} text */
  #write(text) {
    this.#ballot = ballots.write(this.#ballot, text);
    one(this.#dialog, "[data-send]").disabled = this.#view.early || !ballots.complete(this.#ballot);
  }

  /** @param {ballots.Ballot} ballot */
  #become(ballot) {
    const before = this.#ballot;
    this.#ballot = ballot;
    this.#keep();
    if (ballot.step === "recorded" || ballot.step === "refused") this.#lost = false;
    this.#view.draw(ballot, this.#lost);
    if (ballot.chosen && ballot.step === "confirming" && before.step === "choosing") one(this.#dialog, "[data-send]").focus();
    if (ballot.step === "confirming" && ballot.choice === "other" && before.choice !== "other") one(this.#dialog, "[data-opinion]").focus();
    const recorded = this.#vote.kind === "secret" ? "[data-boxed] [data-close]" : "[data-recorded] [data-close]";
    const answered = { recorded, refused: "[data-refused] [data-close]" }[/** @type {string} */ (ballot.step)];
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
    const { choice, text, chosen, requestId } = next;
    const paper = this.#vote;
    try {
      const said = chosen ? { chosen } : { choice, text: choice === "other" ? text : "" };
      const answer = await sendBallot(paper, this.#voter, said, requestId);
      if (keyOf(this.#vote) === keyOf(paper)) this.#recorded(answer);
      this.#onCast(paper.id, answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (keyOf(this.#vote) === keyOf(paper)) this.#fail(error);
    }
  }

  /** @param {any} answer the receipt; of a secret ballot nothing of the choice stays on the device */
  #recorded(answer) {
    if (answer.in_box) {
      one(this.#dialog, "[data-opinion]").value = "";
      this.#view.code(this.#vote, this.#voter);
    }
    this.#become(answer.in_box ? ballots.boxed() : ballots.recorded(this.#ballot, answer.cast_at));
  }

  /** @param {ApiError} error */
  #fail(error) {
    if (!error.unanswered && error.code !== "vote.not_open_yet") return this.#become(ballots.refused(this.#ballot, error.message));
    this.#lost = true;
    this.#become(ballots.unanswered(this.#ballot));
    this.#retry = setTimeout(() => void this.#send(), RETRY_MS);
  }

  /** Arrow keys go through the choices, as in any group of radio buttons. @param {KeyboardEvent} event */
  #arrow(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const choices = all(this.#dialog, byList(this.#vote) ? "[data-position]" : "[data-choice]");
    const at = choices.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    choices[(at + step + choices.length) % choices.length].focus();
  }
}

/** What is known of the reader's ballot. @param {any} vote @returns {ballots.Ballot} */
function begun(vote) {
  return vote.in_box ? ballots.boxed() : ballots.begin(vote.my_ballot, byList(vote));
}

/** @param {any} vote */
function byList(vote) {
  return vote.options.length > 0;
}
