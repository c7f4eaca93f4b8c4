import { one, show } from "../dom.js";
import { say as toast } from "../modules/toast.js";
import { itemOf, paperOf } from "./agenda.js";
import { BallotSheet } from "./ballot-sheet.js";
import { ResultSheet } from "./result-sheet.js";

/**
 * Votes as a tablet sees them. A vote the reader may cast in comes up once by itself; put away, one button brings it
 * back. The result comes over the ballot, never over a paper: there a button and a line say that it is there.
 */
export class RoomVotes {
  #ballot;
  #result;
  #again;
  #resultAgain;
  /** @type {Set<string>} votes asked once already */
  #asked = new Set();
  /** @type {any} */
  #meeting = null;

  /**
   * @param {ParentNode} page
   * @param {(voteId: string, mine: any) => void} onCast
   */
  constructor(page, onCast) {
    this.#ballot = new BallotSheet(one(page, "dialog[data-ballot]"), onCast);
    this.#result = new ResultSheet(one(page, "dialog[data-result]"));
    this.#again = one(page, "[data-ballot-again]");
    this.#resultAgain = one(page, "[data-result-again]");
    this.#again.addEventListener("click", () => this.#ask(this.#open(this.#meeting)));
    this.#resultAgain.addEventListener("click", () => this.#result.show(this.#latest()));
  }

  /** @param {any} meeting @param {any} before */
  update(meeting, before) {
    this.#meeting = meeting;
    const open = this.#open(meeting);
    if (open) {
      this.#ballot.update(open);
      if (open.may_cast && !this.#asked.has(open.id)) this.#ask(open);
    }
    this.#ballot.tidy(meeting.votes, meeting.me?.id ?? "");
    for (const vote of meeting.votes) if (justClosed(vote, before)) this.#closed(vote);
    this.#buttons(open);
  }

  /** The network is back. */
  retry() {
    this.#ballot.again();
  }

  /** @param {any} vote */
  #ask(vote) {
    if (!vote) return;
    this.#asked.add(vote.id);
    const paper = paperOf(this.#meeting, vote.version_id);
    this.#ballot.ask(vote, { number: itemOf(this.#meeting, vote.item_id)?.number ?? "", paper: paper?.title ?? "" }, this.#meeting.me?.id ?? "");
  }

  /** @param {any} vote */
  #closed(vote) {
    const looking = this.#ballot.isOpen;
    this.#ballot.close();
    if (looking && !this.#ballot.isOpen) this.#result.show(vote);
    else toast(vote.outcome.sentence[document.documentElement.lang] ?? vote.outcome.sentence.vi, "message");
  }

  /** @param {any} open */
  #buttons(open) {
    show(this.#again, Boolean(open && (open.may_cast || open.my_ballot)));
    this.#again.classList.toggle("primary", Boolean(open?.may_cast));
    show(this.#resultAgain, !open && Boolean(this.#latest()));
  }

  /** @param {any} meeting */
  #open(meeting) {
    return meeting.votes.find((/** @type {any} */ vote) => vote.state === "open");
  }

  /** The last result of the item under discussion. */
  #latest() {
    const { votes, current_item_id } = this.#meeting;
    const closed = votes.filter((/** @type {any} */ v) => v.state === "closed" && v.outcome && v.item_id === current_item_id);
    return closed.sort((/** @type {any} */ a, /** @type {any} */ b) => Date.parse(b.closed_at) - Date.parse(a.closed_at))[0];
  }
}

/** @param {any} vote @param {any} before */
function justClosed(vote, before) {
  const known = before.votes.find((/** @type {any} */ other) => other.id === vote.id);
  return vote.state === "closed" && known?.state === "open" && vote.outcome;
}
