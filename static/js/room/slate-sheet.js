import { api, ApiError, newRequestId } from "../api.js";
import { all, one, show } from "../dom.js";
import { OURS } from "../kept.js";
import { BallotShown } from "./ballot-shown.js";
import * as sheets from "./slate-state.js";
import { SlateView } from "./slate-view.js";

const RETRY_MS = 3000;
const KEY = `${OURS}slate`;

/**
 * Several votes on one sheet over the room: choose in each, or the same in all; read again, send, the server's answer.
 * All ballots of the sheet are taken, or none. "Recorded" only after the server's answer, as with one ballot.
 */
export class SlateSheet {
  #dialog;
  #view;
  #onCast;
  #clock;
  #shown = new BallotShown();
  #key = "";
  #voter = "";
  /** @type {any[]} */
  #papers = [];
  /** @type {sheets.Sheet} */
  #sheet = sheets.begin();
  #lost = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #counting;

  /** @param {HTMLDialogElement} dialog of _slate.html @param {(voteId: string, receipt: any) => void} onCast @param {() => number} clock the server's time */
  constructor(dialog, onCast, clock) {
    this.#dialog = dialog;
    this.#onCast = onCast;
    this.#clock = clock;
    this.#view = new SlateView(dialog, {
      answer: (voteId, said) => this.#become(sheets.answer(this.#sheet, voteId, said)),
      tick: (paper, position, on) => this.#become(sheets.tick(this.#sheet, paper, position, on)),
    });
    for (const button of all(dialog, "[data-all]")) button.addEventListener("click", () => this.#become(sheets.answerAll(this.#sheet, this.#papers, button.dataset.all)));
    one(dialog, "[data-review]").addEventListener("click", () => this.#become(sheets.review(this.#sheet, this.#papers)));
    one(dialog, "[data-reconsider]").addEventListener("click", () => this.#become(sheets.reconsider(this.#sheet)));
    one(dialog, "[data-send]").addEventListener("click", () => void this.#send());
    one(dialog, "[data-change]").addEventListener("click", () => this.#become(sheets.begin()));
    for (const button of all(dialog, "[data-close]")) button.addEventListener("click", () => dialog.close());
    addEventListener("online", () => this.again());
  }

  get isOpen() {
    return this.#dialog.open;
  }

  get key() {
    return this.#key;
  }

  get pending() {
    return this.#sheet.step === "sending" || this.#sheet.step === "unanswered";
  }

  /** @param {{key: string, papers: any[]}} sheet @param {{number: string}} item @param {string} voter the reader's participant id */
  ask({ key, papers }, item, voter) {
    this.#voter = voter;
    if (key !== this.#key) this.#begin(key, papers);
    else if (papers.every((paper) => paper.my_ballot) && !this.pending) this.#sheet = sheets.done(papers);
    this.#papers = papers;
    this.#view.fill(papers, item);
    this.#count();
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#shown.note(papers[0].id);
    one(this.#dialog, "h2").focus();
    this.again();
  }

  /** More have cast, or a vote was taken off the sheet. @param {{key: string, papers: any[]} | undefined} sheet */
  update(sheet) {
    if (!sheet || sheet.key !== this.#key) return;
    const fewer = sheet.papers.length !== this.#papers.length;
    this.#papers = sheet.papers;
    this.#view.turnout(sheet.papers[0]);
    if (fewer && !this.pending) this.ask(sheet, { number: this.#view.item }, this.#voter);
  }

  /** The network is back: say and send at once what went unanswered. */
  again() {
    this.#shown.again();
    if (this.#sheet.step === "unanswered") void this.#send();
  }

  /** Its votes are over. One still under way is answered first; a refusal stays to be read. */
  close() {
    if (this.pending) return this.again();
    if (this.#sheet.step !== "refused") this.#dialog.close();
  }

  /** @param {string} key @param {any[]} papers */
  #begin(key, papers) {
    clearTimeout(this.#retry);
    this.#key = key;
    const kept = brought(sessionStorage.getItem(KEY), key, this.#voter);
    this.#lost = kept !== null;
    this.#sheet = kept ?? (papers.every((paper) => paper.my_ballot) ? sheets.done(papers) : sheets.begin());
  }

  /** Count down to the moment from which ballots are taken, by the server's time. */
  #count() {
    clearTimeout(this.#counting);
    const left = Math.max(0, Math.ceil((Date.parse(this.#papers[0].opens_at ?? "") - this.#clock()) / 1000) || 0);
    this.#view.notice(left);
    const early = one(this.#dialog, "[data-send]").disabled;
    this.#draw();
    // Whoever votes by keyboard stood on a button that could not be pressed yet.
    if (early && !left && this.#sheet.step === "confirming") one(this.#dialog, "[data-send]").focus();
    if (left > 0) this.#counting = setTimeout(() => this.#count(), 250);
  }

  #draw() {
    this.#view.draw(this.#sheet, this.#papers, this.#lost);
    show(one(this.#dialog, "[data-change]"), this.#papers.every((paper) => paper.changeable && paper.state === "open"));
  }

  /** @param {sheets.Sheet} sheet */
  #become(sheet) {
    const before = this.#sheet;
    this.#sheet = sheet;
    const under = this.pending && sheet.requestId;
    if (under) sessionStorage.setItem(KEY, JSON.stringify({ key: this.#key, voter: this.#voter, answers: sheet.answers, requestId: sheet.requestId }));
    else sessionStorage.removeItem(KEY);
    if (sheet.step === "recorded" || sheet.step === "refused") this.#lost = false;
    this.#draw();
    if (before.step === sheet.step || !this.#dialog.open) return;
    const focus = { confirming: "[data-send]", recorded: "[data-recorded] [data-close]", refused: "[data-refused] [data-close]" }[/** @type {string} */ (sheet.step)];
    if (focus) one(this.#dialog, focus).focus();
  }

  async #send() {
    clearTimeout(this.#retry);
    const next = sheets.send(this.#sheet, this.#papers, newRequestId());
    if (next === this.#sheet || !next.requestId) return;
    this.#become(next);
    const { key } = this;
    const behalf = this.#papers[0].behalf ? { behalf_of: this.#papers[0].behalf.participant_id } : {};
    try {
      const { ballots } = await api.post("/ballot-sheets", { ballots: sheets.ballots(next, this.#papers), ...behalf }, next.requestId);
      if (this.#key === key) this.#become(sheets.recorded(this.#sheet, ballots[0].cast_at));
      for (const receipt of ballots) this.#onCast(receipt.vote_id, receipt);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#key === key) this.#fail(error);
    }
  }

  /** @param {ApiError} error */
  #fail(error) {
    if (!error.unanswered && error.code !== "vote.not_open_yet") return this.#become(sheets.refused(this.#sheet, error.message));
    this.#lost = true;
    this.#become(sheets.unanswered(this.#sheet));
    this.#retry = setTimeout(() => void this.#send(), RETRY_MS);
  }
}

/** A sheet sent from this tab and not answered, to be sent again as it was. @param {string | null} text @param {string} key @param {string} voter @returns {sheets.Sheet | null} */
function brought(text, key, voter) {
  try {
    const kept = JSON.parse(text ?? "null");
    if (kept?.key !== key || kept.voter !== voter || typeof kept.requestId !== "string" || typeof kept.answers !== "object") return null;
    return { ...sheets.begin(), step: "unanswered", answers: kept.answers, requestId: kept.requestId };
  } catch {
    return null; // not ours, or cut short: as good as nothing
  }
}
