import { one, say, show } from "../dom.js";
import { say as toast } from "../modules/toast.js";
import { itemOf, paperOf } from "./agenda.js";
import { sheetsOf } from "./ballot-papers.js";
import { BallotSheet } from "./ballot-sheet.js";
import { ResultSheet } from "./result-sheet.js";
import { SlateSheet } from "./slate-sheet.js";

/**
 * Votes as a tablet sees them. A vote the reader may cast in comes up once by itself, one's own before those on behalf
 * of others, a slate as one sheet; put away, one button brings it back. The result comes over the ballot, never over a
 * paper: there a button and a line say that it is there.
 */
export class RoomVotes {
  #ballot;
  #slate;
  #result;
  #again;
  #resultAgain;
  #words;
  #next;
  /** @type {Set<string>} sheets asked once already */
  #asked = new Set();
  /** @type {any} */
  #meeting = null;

  /**
   * @param {ParentNode} page
   * @param {(voteId: string, receipt: any) => void} onCast
   * @param {() => number} [clock] the server's time
   */
  constructor(page, onCast, clock = Date.now) {
    const dialogs = { single: one(page, "dialog[data-ballot]"), slate: one(page, "dialog[data-slate-ballot]") };
    this.#words = dialogs.single.dataset;
    this.#ballot = new BallotSheet(dialogs.single, onCast, clock);
    this.#slate = new SlateSheet(dialogs.slate, onCast, clock);
    this.#result = new ResultSheet(one(page, "dialog[data-result]"));
    this.#again = one(page, "[data-ballot-again]");
    this.#resultAgain = one(page, "[data-result-again]");
    this.#next = [...Object.values(dialogs)].map((dialog) => one(dialog, "[data-next-paper]"));
    for (const button of this.#next) button.addEventListener("click", () => this.#goOn());
    this.#again.addEventListener("click", () => this.#ask(this.#first()));
    this.#resultAgain.addEventListener("click", () => this.#show(this.#latest()));
  }

  /** @param {any} meeting @param {any} before */
  update(meeting, before) {
    this.#meeting = meeting;
    const sheets = sheetsOf(meeting.votes);
    for (const vote of meeting.votes) if (vote.state === "open") this.#ballot.update(vote);
    this.#slate.update(sheets.find((sheet) => sheet.key === this.#slate.key));
    this.#ballot.tidy(meeting.votes, meeting.me?.id ?? "");
    const told = meeting.votes.filter((/** @type {any} */ vote) => justTold(vote, before));
    if (told.length) this.#closed(told);
    for (const vote of meeting.votes) if (justOver(vote, before) && !told.includes(vote)) this.#ended(vote);
    const paper = meeting.votes.find((/** @type {any} */ vote) => vote.state === "open" && vote.on_paper && !this.#asked.has(vote.id));
    if (paper) {
      this.#asked.add(paper.id);
      toast(say(this.#words.textOnPaper ?? "", { question: paper.question }), "message");
    }
    const waiting = sheets.find((sheet) => sheet.mayCast && !this.#asked.has(sheet.key));
    if (waiting && !this.#ballot.isOpen && !this.#slate.isOpen) this.#ask(waiting);
    this.#buttons(sheets);
  }

  /** The network is back. */
  retry() {
    this.#ballot.again();
    this.#slate.again();
  }

  /** @param {{key: string, papers: any[]} | undefined} sheet */
  #ask(sheet) {
    if (!sheet) return;
    this.#asked.add(sheet.key);
    const [paper] = sheet.papers;
    const item = { number: itemOf(this.#meeting, paper.item_id)?.number ?? "", paper: paperOf(this.#meeting, paper.version_id)?.title ?? "" };
    const voter = this.#meeting.me?.id ?? "";
    if (paper.slate_id) this.#slate.ask(sheet, item, voter);
    else this.#ballot.ask(paper, item, voter);
  }

  /** The next ballot that is still to be cast, for somebody else. */
  #goOn() {
    const sheet = sheetsOf(this.#meeting.votes).find((one_) => one_.mayCast);
    if (!sheet) return;
    for (const open of [this.#ballot, this.#slate]) if (open.isOpen) open.close(this.#ballot.voteId);
    this.#ask(sheet);
  }

  /** Results have come, of one vote or of several of a slate. @param {any[]} told */
  #closed(told) {
    const looking = this.#ballot.isOpen || this.#slate.isOpen || this.#result.isOpen;
    const group = this.#group(told[0]);
    if (group.some((vote) => vote.state === "open")) return; // The others of the slate close with it.
    for (const vote of told) this.#ballot.close(vote.id);
    if (told[0].slate_id) this.#slate.close();
    if (looking && !this.#ballot.isOpen && !this.#slate.isOpen) return this.#show(group);
    const [vote] = group;
    const carried = group.filter((one_) => one_.outcome?.carried).length;
    const sentence = vote.outcome.sentence[document.documentElement.lang] ?? vote.outcome.sentence.vi;
    toast(group.length > 1 ? say(this.#words.textSlateResult ?? "", { carried, count: group.length }) : sentence, "message");
  }

  /** No more ballots: whoever held one is told why it is gone. @param {any} vote */
  #ended(vote) {
    this.#ballot.close(vote.id);
    if (vote.slate_id && !this.#group(vote).some((one_) => one_.state === "open")) this.#slate.close();
    const { textVoided = "" } = this.#words;
    if (vote.state === "voided") toast(say(textVoided, { question: vote.question, reason: vote.void_reason }), "warning");
  }

  /** @param {any[]} group one vote, or those of a slate */
  #show(group) {
    this.#result.show(group, this.#meeting.me?.id ?? "");
  }

  /** @param {{key: string, papers: any[], mayCast: boolean}[]} sheets */
  #buttons(sheets) {
    const waits = sheets.some((sheet) => sheet.mayCast);
    show(this.#again, sheets.length > 0);
    this.#again.classList.toggle("primary", waits);
    show(this.#resultAgain, !sheets.length && this.#latest().length > 0);
    const next = sheets.find((sheet) => sheet.mayCast && ![this.#ballot.key, this.#slate.key].includes(sheet.key));
    const name = next?.papers[0].behalf?.name ?? "";
    for (const button of this.#next) {
      show(button, Boolean(next) && name !== "");
      button.textContent = say(this.#words.textNext ?? "", { name });
    }
  }

  /** What the button brings up: first what is still to be cast. */
  #first() {
    const sheets = sheetsOf(this.#meeting.votes);
    return sheets.find((sheet) => sheet.mayCast) ?? sheets[0];
  }

  /** @param {any} vote @returns {any[]} with the others of its slate that count, in order */
  #group(vote) {
    if (!vote.slate_id) return [vote];
    const slate = this.#meeting.votes.filter((/** @type {any} */ v) => v.slate_id === vote.slate_id && v.state !== "voided");
    return slate.sort((/** @type {any} */ a, /** @type {any} */ b) => a.slate_position - b.slate_position);
  }

  /** The last result of the item under discussion. @returns {any[]} */
  #latest() {
    const { votes, current_item_id } = this.#meeting;
    const closed = votes.filter((/** @type {any} */ v) => v.state === "closed" && v.outcome && v.item_id === current_item_id);
    const [last] = closed.sort((/** @type {any} */ a, /** @type {any} */ b) => Date.parse(b.closed_at) - Date.parse(a.closed_at));
    return last ? this.#group(last) : [];
  }
}

/** The result has come, with the close or published later. @param {any} vote @param {any} before */
function justTold(vote, before) {
  const known = knownOf(vote, before);
  return vote.state === "closed" && known && vote.outcome && !known.outcome;
}

/** No more ballots: closed without a word of the result, or voided. @param {any} vote @param {any} before */
function justOver(vote, before) {
  return vote.state !== "open" && knownOf(vote, before)?.state === "open";
}

/** @param {any} vote @param {any} before */
function knownOf(vote, before) {
  return before.votes.find((/** @type {any} */ other) => other.id === vote.id);
}
