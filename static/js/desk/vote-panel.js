import { el, icon, one, say, show } from "../dom.js";
import { itemOf, leastYes } from "../room/agenda.js";
import { put } from "../room/symbols.js";
import { hourMinute } from "../time.js";
import { BallotNames } from "./ballot-names.js";

/**
 * The vote on the desk: prepare, how many have cast and who has not, then the verdict. How anybody votes only after
 * an open vote has closed.
 */
export class VotePanel {
  #root;
  #words;
  #onChange;
  /** @type {any} */
  #meeting = null;
  #item = "";
  /** The question was looked at and may be put. */
  ready = false;
  #again = false;
  #names;

  /** @param {HTMLElement} root @param {() => void} onChange */
  constructor(root, onChange) {
    this.#root = root;
    this.#words = root.dataset;
    this.#onChange = onChange;
    this.#names = new BallotNames(one(root, "[data-ballots]"));
    one(root, "[data-question]").addEventListener("focus", () => this.#become(true));
    one(root, "[data-vote-again]").addEventListener("click", () => {
      this.#again = true;
      this.prepare();
    });
  }

  /** Bring the question up for reading and changing. */
  prepare() {
    this.#become(true);
    one(this.#root, "[data-question]").focus();
  }

  /** @returns {any} the body of openVote */
  question() {
    const [base, numerator, denominator, rule] = one(this.#root, "[data-majority]").value.split(":");
    const reason = one(this.#root, "[data-reason]").value.trim();
    return {
      item_id: this.#meeting.current_item_id, version_id: this.#meeting.current_version_id,
      question: one(this.#root, "[data-question]").value.trim(), base, numerator: Number(numerator), denominator: Number(denominator),
      strict: rule === "strict", ...(reason ? { override_reason: reason } : {}),
    };
  }

  /** The body has no quorum: opening all the same needs a reason. @param {string} sentence */
  askReason(sentence) {
    one(this.#root, "[data-reason-why]").textContent = sentence;
    show(one(this.#root, "[data-reason-row]"), true);
    one(this.#root, "[data-reason]").focus();
  }

  /** @param {any} meeting @param {string[]} waiting participants who have not cast */
  show(meeting, waiting) {
    const item = itemOf(meeting, meeting.current_item_id);
    const votes = meeting.votes.filter((/** @type {any} */ v) => v.item_id === meeting.current_item_id);
    const open = meeting.votes.find((/** @type {any} */ v) => v.state === "open");
    const closed = newest(votes.filter((/** @type {any} */ v) => v.state === "closed"));
    this.#meeting = meeting;
    if (this.#item !== meeting.current_item_id || open) this.#begin(item);
    const form = Boolean(item) && meeting.state === "in_session" && !open && (!closed || this.#again);
    show(one(this.#root, "[data-vote-form]"), form);
    show(one(this.#root, "[data-vote-open]"), Boolean(open));
    show(one(this.#root, "[data-vote-closed]"), Boolean(closed) && !open && !form);
    show(one(this.#root, "[data-vote-none]"), !form && !open && !closed && meeting.state !== "closed");
    show(one(this.#root, "[data-vote-again]"), meeting.state === "in_session");
    one(this.#root, "[data-vote-title]").textContent = item ? say(this.#words.textTitle ?? "", { number: item.number }) : (this.#words.textTitleNone ?? "");
    this.#state(open);
    if (open) this.#open(open, waiting);
    else if (closed) this.#closed(closed);
  }

  /** @param {boolean} ready */
  #become(ready) {
    if (this.ready === ready) return;
    this.ready = ready;
    this.#onChange();
  }

  /** A new item: a new question. @param {any} item */
  #begin(item) {
    this.#item = item?.id ?? "";
    this.ready = this.#again = false;
    one(this.#root, "[data-question]").value = item ? say(this.#words.textQuestion ?? "", { title: item.title }) : "";
    one(this.#root, "[data-reason]").value = "";
    show(one(this.#root, "[data-reason-row]"), false);
  }

  /** @param {any} open */
  #state(open) {
    const chip = one(this.#root, "[data-vote-chip]");
    show(chip, Boolean(open));
    one(chip, "span").textContent = open ? say(this.#words.textOpened ?? "", { time: hourMinute(open.opened_at) }) : "";
  }

  /** @param {any} vote @param {string[]} waiting */
  #open(vote, waiting) {
    const box = one(this.#root, "[data-vote-open]");
    put(one(box, ".ask"), vote.question);
    one(box, ".tally b").textContent = `${vote.cast}/${vote.entitled}`;
    one(box, ".cells").replaceChildren(...Array.from({ length: vote.entitled }, (_, n) => el("i", { class: n < vote.cast ? "on" : "" })));
    const names = this.#meeting.participants.filter((/** @type {any} */ p) => waiting.includes(p.id)).map((/** @type {any} */ p) => p.name);
    one(box, "[data-waiting]").textContent = names.length ? say(this.#words.textWaiting ?? "", { names: names.join(", ") }) : (this.#words.textAllCast ?? "");
    const threshold = vote.threshold[document.documentElement.lang] ?? vote.threshold.vi;
    const least = leastYes(vote);
    one(box, "[data-rule]").textContent = say((least ? this.#words.textRule : this.#words.textRuleValid) ?? "", { threshold, ...least });
  }

  /** @param {any} vote */
  #closed(vote) {
    const box = one(this.#root, "[data-vote-closed]");
    const { outcome } = vote;
    put(one(box, ".ask"), vote.question);
    one(box, "[data-verdict]").replaceChildren(icon(outcome.carried ? "check" : "x"), (outcome.carried ? this.#words.textCarried : this.#words.textLost) ?? "");
    one(box, "[data-verdict]").className = `chip ${outcome.carried ? "chip-ok" : "chip-late"}`;
    one(box, "[data-sentence]").textContent = outcome.sentence[document.documentElement.lang] ?? outcome.sentence.vi;
    for (const [name, count] of Object.entries({ yes: outcome.yes, no: outcome.no, other: outcome.other, missing: outcome.not_cast })) {
      one(box, `[data-count-${name}]`).textContent = String(count);
    }
    this.#names.show(vote);
  }
}

/** @param {any[]} votes */
function newest(votes) {
  return [...votes].sort((a, b) => Date.parse(b.closed_at) - Date.parse(a.closed_at))[0];
}
