import { el, icon, one, say, show } from "../dom.js";
import { leastYes } from "../room/agenda.js";
import { slateTable } from "../room/slate-table.js";
import { put } from "../room/symbols.js";
import { cells } from "../room/turnout.js";
import { clockText, hourMinute } from "../time.js";
import { bars } from "./screen-state.js";

/** @type {Record<string, string>} */
const FILLS = { yes: "fill-yes", no: "fill-no", other: "fill-other", missing: "fill-none" };

/**
 * The vote on the wall: how many have cast while it is open, or that it is held on paper; verdict, sentence and bars
 * after the close. A slate is a list of its questions, then a table.
 */
export class VoteWall {
  #root;
  #open;
  #result;
  #words;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#open = one(root, "[data-vote-open]");
    this.#result = one(root, "[data-vote-result]");
    this.#words = root.dataset;
  }

  /** @param {any} vote @param {any[]} slate its slate, with what was voided of it @param {string} number of its item */
  show(vote, slate, number) {
    const open = [vote, ...slate].some((each) => each?.state === "open");
    const told = !open && [vote, ...slate].some((each) => each?.outcome);
    show(this.#open, open);
    show(this.#result, told);
    if (open) this.#turnout(vote, slate, number);
    else if (told) this.#verdict(vote, slate, number);
  }

  /** @param {any} vote @param {any[]} slate @param {string} number */
  #turnout(vote, slate, number) {
    const { textOpen = "", textSlate = "" } = this.#words;
    const many = slate.length > 1;
    one(this.#open, ".kick").textContent = say(textOpen, { number, kind: this.#kind(vote), time: hourMinute(vote.opened_at) });
    put(one(this.#open, "h1"), many ? say(textSlate, { count: slate.length }) : this.#question(vote));
    one(this.#open, ".rule").textContent = many ? "" : this.#rule(vote);
    const questions = one(this.#open, ".wall-questions");
    show(questions, many);
    questions.className = `wall-questions ${crowd(slate)}`;
    questions.replaceChildren(...(many ? slate.map((each) => el("li", {}, el("span", {}, this.#question(each)))) : []));
    this.#open.classList.toggle("result-slate", many);
    for (const part of [".turn", ".cells", "[data-on-tablets]"]) show(one(this.#open, part), !vote.on_paper);
    show(one(this.#open, "[data-on-paper]"), vote.on_paper);
    const joint = one(this.#open, "[data-joint]");
    show(joint, vote.circulated > 0);
    joint.textContent = say(joint.dataset.text ?? "", { count: vote.circulated });
    one(this.#open, "[data-cast]").textContent = String(vote.cast);
    one(this.#open, ".turn small").textContent = `/${vote.entitled}`;
    one(this.#open, ".cells").replaceChildren(...cells(vote.cast, vote.entitled));
  }

  /** @param {any} vote @returns {string} what carries it */
  #rule(vote) {
    const { textRuleMembers = "", textRulePresent = "", textRuleValid = "" } = this.#words;
    const rule = { members: textRuleMembers, present: textRulePresent }[/** @type {string} */ (vote.base)] ?? textRuleValid;
    return say(rule, { threshold: inOurs(vote.threshold), ...leastYes(vote) });
  }

  /** @param {any} vote @returns {string} */
  #question(vote) {
    return vote.question || (this.#words.textClosedItem ?? "");
  }

  /** @param {any} vote @returns {string} */
  #kind({ kind }) {
    const { textKindOpen = "", textKindSecret = "", textKindStraw = "" } = this.#words;
    return { secret: textKindSecret, straw: textKindStraw }[/** @type {string} */ (kind)] ?? textKindOpen;
  }

  /** @param {any} vote @param {any[]} slate @param {string} number */
  #verdict(vote, slate, number) {
    const { textResult = "", textSlate = "" } = this.#words;
    const many = slate.length > 1;
    one(this.#result, ".kick").textContent = say(textResult, { number, kind: this.#kind(vote), time: clockText(Date.parse(vote.closed_at), true) });
    put(one(this.#result, "h1"), many ? say(textSlate, { count: slate.length }) : this.#question(vote));
    for (const part of [".verdict", ".bars"]) show(one(this.#result, part), !many);
    const table = one(this.#result, "[data-slate]");
    show(table, many);
    this.#result.classList.toggle("result-slate", many);
    const rows = slate.map((each) => ({ ...each, question: this.#question(each) }));
    table.className = `wall-slate ${crowd(slate)}`;
    table.replaceChildren(...(many ? [slateTable(rows, this.#root)] : []));
    this.#counted(vote.paper);
    if (!many) this.#single(vote);
  }

  /** People counted: what and how many, no names. @param {any} paper */
  #counted(paper) {
    const { textBallotsCounted = "", textHandsCounted = "" } = this.#words;
    const line = one(this.#result, ".wall-counted");
    show(line, Boolean(paper));
    if (paper) line.textContent = say(paper.how === "hands" ? textHandsCounted : textBallotsCounted, paper);
  }

  /** @param {any} vote */
  #single({ outcome }) {
    const { textCarried = "", textLost = "", textStraw = "" } = this.#words;
    const straw = !outcome.binding;
    one(this.#result, ".verdict").classList.toggle("verdict-no", !outcome.carried && !straw);
    one(this.#result, ".verdict .disc").replaceChildren(icon(straw ? "info" : outcome.carried ? "check" : "x"));
    one(this.#result, ".verdict b").textContent = straw ? textStraw : outcome.carried ? textCarried : textLost;
    one(this.#result, ".bars").classList.toggle("bars-many", outcome.options.length > 4);
    one(this.#result, ".verdict p").textContent = inOurs(outcome.sentence);
    const { rows, needed } = bars(outcome);
    one(this.#result, ".bars").replaceChildren(...rows.map((row, n) => this.#bar(row, (outcome.options.length ? n === 0 : row.name === "yes") && !straw ? needed : 0, outcome.needed)));
  }

  /** @param {{name: string, words?: string, elected?: boolean, count: number, share: number}} row @param {number} needed percent @param {number} least */
  #bar({ name, words: given, elected, count, share }, needed, least) {
    const words = given ?? one(this.#result, `template[data-word="${name}"]`).content.textContent;
    const fill = el("i", { class: `fill ${FILLS[name]}` });
    fill.style.width = `${share}%`;
    const need = needed ? el("i", { class: "need" }, el("span", {}, say(this.#words.textNeeded ?? "", { needed: least }))) : null;
    if (need) need.style.left = `${Math.min(needed, 100)}%`;
    const percent = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "vi-VN").format(share);
    return el("div", { class: "bar" }, el("span", {}, elected ? icon("check") : null, words), el("span", { class: "track" }, count ? fill : null, need),
      el("span", { class: "val" }, el("b", {}, String(count)), el("span", {}, `${percent} %`)));
  }
}

/** How closely a list must be set to fit the wall. @param {any[]} slate @returns {string} */
function crowd({ length }) {
  return length > 12 ? "wall-tight" : length > 6 ? "wall-close" : "";
}

/** @param {{vi: string, en: string}} sentence */
function inOurs(sentence) {
  return document.documentElement.lang === "en" ? sentence.en : sentence.vi;
}
