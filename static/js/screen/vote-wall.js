import { el, icon, one, say, show } from "../dom.js";
import { leastYes } from "../room/agenda.js";
import { put } from "../room/symbols.js";
import { clockText, hourMinute } from "../time.js";
import { bars } from "./screen-state.js";

/** @type {Record<string, string>} */
const FILLS = { yes: "fill-yes", no: "fill-no", other: "fill-other", missing: "fill-none" };

/** The vote on the wall: how many have cast while it is open; verdict, sentence and bars after the close. */
export class VoteWall {
  #open;
  #result;
  #words;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#open = one(root, "[data-vote-open]");
    this.#result = one(root, "[data-vote-result]");
    this.#words = root.dataset;
  }

  /** @param {any} vote @param {string} number of its item */
  show(vote, number) {
    show(this.#open, vote?.state === "open");
    show(this.#result, vote?.state === "closed" && Boolean(vote.outcome));
    if (vote?.state === "open") this.#turnout(vote, number);
    else if (vote?.outcome) this.#verdict(vote, number);
  }

  /** @param {any} vote @param {string} number */
  #turnout(vote, number) {
    const { textOpen = "", textRuleMembers = "", textRulePresent = "", textRuleValid = "" } = this.#words;
    const threshold = inOurs(vote.threshold);
    const rule = { members: textRuleMembers, present: textRulePresent }[/** @type {string} */ (vote.base)] ?? textRuleValid;
    one(this.#open, ".kick").textContent = say(textOpen, { number, time: hourMinute(vote.opened_at) });
    put(one(this.#open, "h1"), vote.question);
    one(this.#open, ".rule").textContent = say(rule, { threshold, ...leastYes(vote) });
    one(this.#open, "[data-cast]").textContent = String(vote.cast);
    one(this.#open, ".turn small").textContent = `/${vote.entitled}`;
    one(this.#open, ".cells").replaceChildren(...Array.from({ length: vote.entitled }, (_, n) => el("i", { class: n < vote.cast ? "on" : "" })));
  }

  /** @param {any} vote @param {string} number */
  #verdict(vote, number) {
    const { textResult = "", textCarried = "", textLost = "" } = this.#words;
    const { outcome } = vote;
    one(this.#result, ".kick").textContent = say(textResult, { number, time: clockText(Date.parse(vote.closed_at), true) });
    put(one(this.#result, "h1"), vote.question);
    one(this.#result, ".verdict").classList.toggle("verdict-no", !outcome.carried);
    one(this.#result, ".verdict .disc").replaceChildren(icon(outcome.carried ? "check" : "x"));
    one(this.#result, ".verdict b").textContent = outcome.carried ? textCarried : textLost;
    one(this.#result, ".verdict p").textContent = inOurs(outcome.sentence);
    const { rows, needed } = bars(outcome);
    one(this.#result, ".bars").replaceChildren(...rows.map((row) => this.#bar(row, row.name === "yes" ? needed : 0, outcome.needed)));
  }

  /** @param {{name: string, count: number, share: number}} row @param {number} needed percent @param {number} least */
  #bar({ name, count, share }, needed, least) {
    const words = one(this.#result, `template[data-word="${name}"]`).content.textContent;
    const fill = el("i", { class: `fill ${FILLS[name]}` });
    fill.style.width = `${share}%`;
    const need = needed ? el("i", { class: "need" }, el("span", {}, say(this.#words.textNeeded ?? "", { needed: least }))) : null;
    if (need) need.style.left = `${Math.min(needed, 100)}%`;
    const percent = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "vi-VN").format(share);
    return el("div", { class: "bar" }, el("span", {}, words), el("span", { class: "track" }, count ? fill : null, need),
      el("span", { class: "val" }, el("b", {}, String(count)), el("span", {}, `${percent} %`)));
  }
}

/** @param {{vi: string, en: string}} sentence */
function inOurs(sentence) {
  return document.documentElement.lang === "en" ? sentence.en : sentence.vi;
}
