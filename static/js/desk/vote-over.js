import { el, icon, one, say, show } from "../dom.js";
import { listRows } from "../room/list-result.js";
import { slateTable } from "../room/slate-table.js";
import { put } from "../room/symbols.js";
import { hourMinute } from "../time.js";
import { BallotNames } from "./ballot-names.js";

/** A vote that is over, or a slate: the verdict and who voted how, or why it was voided; and what it is held instead of. */
export class VoteOver {
  #root;
  #box;
  #names;
  /** @type {any} */
  #vote = null;

  /**
   * @param {HTMLElement} root of _desk_vote.html
   * @param {{publish: (voteId: string, button: HTMLElement) => void, void: (vote: any) => void, repeat: (vote: any) => void}} on
   */
  constructor(root, on) {
    this.#root = root;
    this.#box = one(root, "[data-vote-closed]");
    this.#names = new BallotNames(one(root, "[data-ballots]"));
    one(root, "[data-publish]").addEventListener("click", (/** @type {any} */ event) => on.publish(this.#vote.id, event.currentTarget));
    one(this.#box, "[data-void]").addEventListener("click", () => on.void(this.#vote));
    one(this.#box, "[data-repeat]").addEventListener("click", () => on.repeat(this.#vote));
    one(this.#box, "[data-which]").addEventListener("change", (/** @type {any} */ event) => this.#draw(this.#group.find((v) => v.id === event.target.value)));
  }

  /** @type {any[]} */
  #group = [];
  /** @type {any} */
  #meeting = null;

  /** @param {any[]} group @param {any} meeting */
  show(group, meeting) {
    this.#group = group;
    this.#meeting = meeting;
    this.#slate(group);
    this.#draw(group.find((vote) => vote.id === this.#vote?.id) ?? group[0]);
  }

  /** The table of a slate, and which of its votes is looked at below. @param {any[]} group */
  #slate(group) {
    const many = group.length > 1;
    const which = one(this.#box, "[data-which]");
    show(one(this.#box, "[data-slate-result]"), many);
    show(one(this.#box, "[data-which-row]"), many);
    one(this.#box, "[data-slate-result]").replaceChildren(...(many ? [slateTable(group, this.#root)] : []));
    which.replaceChildren(...group.map((vote, n) => el("option", { value: vote.id }, `${n + 1}. ${vote.question}`)));
  }

  /** @param {any} vote */
  #draw(vote) {
    this.#vote = vote;
    const voided = vote.state === "voided";
    const list = !voided && vote.outcome.options.length > 0;
    const part = (/** @type {string} */ place, /** @type {boolean} */ shown) => show(one(this.#box, place), shown);
    one(this.#box, "[data-which]").value = vote.id;
    put(one(this.#box, ".ask"), vote.question);
    this.#verdict(vote);
    this.#history(vote);
    this.#counted(vote.paper);
    part("[data-unpublished]", !voided && !vote.published_at);
    part(".vote-figures", !voided && !list);
    part("[data-list-result]", list);
    part("[data-void]", !voided && this.#meeting.state !== "closed");
    part("[data-repeat]", this.#meeting.state === "in_session");
    part("[data-ballots]", !voided);
    if (voided) return;
    one(this.#box, "[data-list-result]").replaceChildren(...listRows(vote.outcome, this.#root.dataset));
    for (const [name, count] of Object.entries({ yes: vote.outcome.yes, no: vote.outcome.no, other: vote.outcome.other, missing: vote.outcome.not_cast })) {
      one(this.#box, `[data-count-${name}]`).textContent = String(count);
    }
    this.#names.show(vote);
  }

  /** @param {any} vote */
  #verdict(vote) {
    const { textCarried = "", textLost = "", textStraw = "", textVoided = "", textVoidedWhy = "" } = this.#root.dataset;
    const chip = one(this.#box, "[data-verdict]");
    const sentence = one(this.#box, "[data-sentence]");
    if (vote.state === "voided") {
      chip.replaceChildren(icon("x"), textVoided);
      chip.className = "chip c-late";
      sentence.textContent = say(textVoidedWhy, { time: hourMinute(vote.voided_at), reason: vote.void_reason });
      return;
    }
    const { binding, carried, sentence: words } = vote.outcome;
    chip.replaceChildren(icon(!binding ? "info" : carried ? "check" : "x"), !binding ? textStraw : carried ? textCarried : textLost);
    chip.className = `chip ${!binding ? "" : carried ? "c-done" : "c-late"}`;
    sentence.textContent = words[document.documentElement.lang] ?? words.vi;
  }

  /** That people counted it, and who. @param {any} paper */
  #counted(paper) {
    const { textPaper = "", textHands = "" } = this.#root.dataset;
    show(one(this.#box, "[data-counted]"), Boolean(paper));
    if (paper) one(this.#box, "[data-counted]").textContent = say(paper.how === "hands" ? textHands : textPaper, { ...paper, names: paper.counters.join(", ") });
  }

  /** What this vote was held instead of, and what was held instead of it. @param {any} vote */
  #history(vote) {
    const { textInstead = "", textHeldAgain = "" } = this.#root.dataset;
    const before = this.#meeting.votes.find((/** @type {any} */ v) => v.id === vote.repeats_id);
    const after = this.#meeting.votes.find((/** @type {any} */ v) => v.repeats_id === vote.id && v.state !== "voided");
    const words = [before ? say(textInstead, { time: hourMinute(before.opened_at), reason: before.void_reason ?? "–" }) : "", after ? textHeldAgain : ""];
    one(this.#box, "[data-repeated]").textContent = words.filter(Boolean).join(" ");
    show(one(this.#box, "[data-repeated]"), words.some(Boolean));
  }
}
