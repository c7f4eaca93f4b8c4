import { el, icon, one, say, show } from "../dom.js";
import { itemOf, leastYes } from "../room/agenda.js";
import { put } from "../room/symbols.js";
import { cells } from "../room/turnout.js";
import { hourMinute } from "../time.js";
import { ReadyList } from "./ready-list.js";
import { VoteForm } from "./vote-form.js";
import { votesOf } from "./vote-groups.js";
import { VoteOver } from "./vote-over.js";
import { VotePaper } from "./vote-paper.js";
import { VoteVoid } from "./vote-void.js";

/**
 * Votes on the desk: prepare one or a list of them, who is ready and how many have cast, then the verdict; voiding one
 * and holding it again. How anybody votes only after an open vote has closed.
 */
export class VotePanel {
  #root;
  #words;
  #onChange;
  #acts;
  /** @type {any} */
  #meeting = null;
  #item = "";
  /** The question was looked at and may be put. */
  ready = false;
  /** One more is written although votes were held or prepared on this item. */
  again = false;
  #form;
  #ready;
  #over;
  #void;
  #paper;
  #openId = "";
  #seen = "";

  /**
   * @param {HTMLElement} root @param {import("./acts.js").Acts} acts @param {() => void} onChange
   * @param {() => void} onForm something is about to be asked: what may be counted with it should be as of now
   */
  constructor(root, acts, onChange, onForm) {
    this.#root = root;
    this.#words = root.dataset;
    this.#onChange = onChange;
    this.#acts = acts;
    this.#ready = new ReadyList(one(root, "[data-ready-list]"));
    this.#form = new VoteForm(one(root, "[data-vote-form]"), onChange);
    this.#void = new VoteVoid(one(document, "#vote-void"), (vote, reason, button) => acts.voidVote(vote.id, reason, { button }));
    this.#paper = new VotePaper(one(document, "#vote-paper"), (vote, count, button, onRefused) => acts.countPaper(vote.id, count, { button, onRefused }));
    this.#over = new VoteOver(root, {
      publish: (voteId, button) => void acts.publishVote(voteId, { button }), void: (vote) => this.#void.ask(vote), repeat: (vote) => this.#repeat(vote),
    });
    one(root, "[data-vote-open] [data-void]").addEventListener("click", () => this.#void.ask(this.#vote(this.#openId)));
    one(root, "[data-vote-open] [data-count-paper]").addEventListener("click", () => this.countPaper(this.#openId));
    one(root, "[data-question]").addEventListener("focus", () => {
      this.#become(true);
      onForm();
    });
    one(root, "[data-keep-prepared]").addEventListener("click", (/** @type {any} */ event) => void this.#keep(event.currentTarget));
    for (const button of root.querySelectorAll("[data-vote-again]")) button.addEventListener("click", () => this.#more());
  }

  /** Bring the question up for reading and changing. */
  prepare() {
    this.#become(true);
    one(this.#root, "[data-question]").focus();
  }

  /** Type in what people counted. @param {string} voteId */
  countPaper(voteId) {
    this.#paper.ask(this.#vote(voteId));
  }

  /** @returns {any[]} the bodies of prepareVote: one, or those of a slate */
  questions() {
    return this.#form.questions(this.#meeting.current_item_id, this.#meeting.current_version_id);
  }

  /** @returns {{override_reason?: string}} why to open without a quorum, when that was written */
  reason() {
    const reason = one(this.#root, "[data-reason]").value.trim();
    return reason ? { override_reason: reason } : {};
  }

  /** The body has no quorum: opening all the same needs a reason. @param {string} sentence */
  askReason(sentence) {
    one(this.#root, "[data-reason-why]").textContent = sentence;
    show(one(this.#root, "[data-reason-row]"), true);
    one(this.#root, "[data-reason]").focus();
  }

  /** @param {any[]} joinable circulation ballots that may be counted together with a vote */
  offer(joinable) {
    this.#form.offer(joinable);
  }

  /** @param {any} meeting @param {string[]} waiting participants who have not cast @param {string[]} shown whose ballot is on a screen */
  show(meeting, waiting, shown) {
    this.#meeting = meeting;
    const item = itemOf(meeting, meeting.current_item_id);
    const { open, prepared, last } = votesOf(meeting);
    if (this.#item !== meeting.current_item_id || open.length) this.#begin(item);
    const could = Boolean(item) && meeting.state === "in_session" && !open.length && (this.again || !(last.length || prepared.length));
    const part = (/** @type {string} */ place, /** @type {boolean} */ seen) => show(one(this.#root, place), seen);
    this.#top(could ? "form" : `${open[0]?.id ?? ""} ${last[0]?.id ?? ""}`);
    part("[data-vote-form]", could);
    part("[data-vote-prepared]", prepared.length > 0 && !open.length && !could);
    part("[data-vote-open]", open.length > 0);
    part("[data-vote-closed]", last.length > 0 && !open.length && !could);
    part("[data-vote-none]", !could && !open.length && !last.length && !prepared.length && meeting.state !== "closed");
    for (const button of this.#root.querySelectorAll("[data-vote-again]")) show(button, meeting.state === "in_session");
    one(this.#root, "[data-vote-title]").textContent = item ? say(this.#words.textTitle ?? "", { number: item.number }) : (this.#words.textTitleNone ?? "");
    this.#state(open[0]);
    part("[data-secret-chip]", !could && (open[0] ?? last[0])?.kind === "secret");
    part("[data-weighted-chip]", !could && Boolean((open[0] ?? last[0])?.weighted));
    this.#prepared(prepared);
    if (open.length) this.#open(open, waiting, shown);
    else if (last.length) this.#over.show(last, meeting);
  }

  /** Something else is shown: from its beginning. @param {string} seen */
  #top(seen) {
    if (this.#seen !== seen) this.#root.scrollTop = 0;
    this.#seen = seen;
  }

  /** @param {boolean} ready */
  #become(ready) {
    if (this.ready === ready) return;
    this.ready = ready;
    this.#onChange();
  }

  #more() {
    this.again = true;
    this.#form.clear();
    one(this.#root, "[data-question]").value = this.#usual(itemOf(this.#meeting, this.#meeting.current_item_id));
    this.#become(true);
    this.#onChange();
    this.show(this.#meeting, [], []);
    one(this.#root, "[data-question]").focus();
  }

  /** @param {any} vote */
  #repeat(vote) {
    this.#more();
    this.#form.repeat(vote);
  }

  /** Prepare what is written, to be opened later. @param {HTMLElement} button */
  async #keep(button) {
    const asked = this.questions();
    const made = await (asked.length > 1 ? this.#acts.prepareSlate(asked, { button }) : this.#acts.prepareVote(asked[0], { button }));
    if (made === undefined) return;
    this.again = this.ready = false;
    this.#form.clear();
    this.show(this.#meeting, [], []);
    this.#onChange();
  }

  /** A new item: a new question. @param {any} item */
  #begin(item) {
    this.#item = item?.id ?? "";
    this.ready = this.again = false;
    this.#form.clear();
    one(this.#root, "[data-question]").value = this.#usual(item);
    one(this.#root, "[data-reason]").value = "";
    show(one(this.#root, "[data-reason-row]"), false);
  }

  /** @param {any} item @returns {string} the question one mostly asks */
  #usual(item) {
    return item ? say(this.#words.textQuestion ?? "", { title: item.title }) : "";
  }

  /** @param {any} open */
  #state(open) {
    const chip = one(this.#root, "[data-vote-chip]");
    show(chip, Boolean(open));
    one(chip, "span").textContent = open ? say(this.#words.textOpened ?? "", { time: hourMinute(open.opened_at) }) : "";
  }

  /** What was prepared; the first is opened next, unless somebody waits to speak. @param {any[][]} groups */
  #prepared(groups) {
    one(this.#root, "[data-prepared-list]").replaceChildren(...groups.map((group) => this.#group(group)));
  }

  /** @param {any[]} group */
  #group(group) {
    const { textOpenThis = "", textDrop = "", textRoll = "", textRepeat = "" } = this.#words;
    const first = group[0];
    const open = (/** @type {any} */ event) => void this.#acts.openVote({ vote_id: first.id, ...this.reason() }, { button: event.currentTarget });
    const lists = group.map((vote) => el("li", {}, el("span", { class: "ask" }, vote.question), vote.repeats_id ? el("small", {}, textRepeat) : null,
      vote.options.length ? el("ol", { class: "prepared-options", dataset: { preparedOptions: "" } }, ...vote.options.map((/** @type {any} */ option) => el("li", {}, option.words))) : null));
    const roll = this.#words.roll ? el("a", { class: "btn plain", href: say(this.#words.roll, { id: first.id }) }, icon("people", "i-s"), textRoll) : null;
    return el("li", {}, group.length > 1 ? el("ol", { class: "slate-questions" }, ...lists) : el("ul", { class: "bare" }, ...lists), el("div", { class: "vote-acts" },
      el("button", { type: "button", class: "btn", onclick: open }, icon("play", "i-s"), textOpenThis), roll,
      el("button", { type: "button", class: "btn plain", onclick: () => this.#void.ask(first) }, icon("x", "i-s"), textDrop)));
  }

  /** @param {any[]} group @param {string[]} waiting @param {string[]} shown */
  #open(group, waiting, shown) {
    const box = one(this.#root, "[data-vote-open]");
    const vote = group[0];
    this.#openId = vote.id;
    const list = one(box, "[data-open-questions]");
    put(one(box, ".ask"), group.length > 1 ? say(this.#words.textSlate ?? "", { count: group.length }) : vote.question);
    show(list, group.length > 1);
    list.replaceChildren(...(group.length > 1 ? group.map((each) => el("li", {}, each.question)) : []));
    one(box, ".tally b").textContent = `${vote.cast}/${vote.entitled}`;
    one(box, ".cells").replaceChildren(...cells(vote.cast, vote.entitled));
    this.#ready.show(this.#meeting, vote, waiting, shown);
    show(one(box, "[data-paper-open]"), vote.on_paper);
    const joint = one(box, "[data-joint-open]");
    show(joint, vote.circulated > 0);
    joint.textContent = say(joint.dataset.text ?? "", { count: vote.circulated });
    for (const place of [".tally", ".cells", "[data-ready-list]"]) show(one(box, place), !vote.on_paper);
    show(one(box, "[data-count-paper]"), vote.cast === 0 && !vote.weighted);
    const threshold = vote.threshold[document.documentElement.lang] ?? vote.threshold.vi;
    const least = vote.options.length || group.length > 1 ? null : leastYes(vote);
    one(box, "[data-rule]").textContent = say((least ? this.#words.textRule : this.#words.textRuleValid) ?? "", { threshold, ...least });
  }

  /** @param {string} id */
  #vote(id) {
    return this.#meeting.votes.find((/** @type {any} */ vote) => vote.id === id);
  }
}
