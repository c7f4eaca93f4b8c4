import { el, icon, one, say, show } from "../dom.js";
import { shownName } from "../room/people.js";

/**
 * Who is ready for the open vote: how many are present, may cast, have the ballot on a screen; and of those who have
 * not cast, first whoever does not have it yet. Whether somebody has cast, never how.
 */
export class ReadyList {
  #root;
  #drawn = "";

  /** @param {HTMLElement} root with its words in data attributes */
  constructor(root) {
    this.#root = root;
  }

  /** @param {any} meeting @param {any} vote the open one @param {string[]} waiting @param {string[]} shown */
  show(meeting, vote, waiting, shown) {
    const present = meeting.participants.filter((/** @type {any} */ p) => p.present).length;
    const { textReady = "", textAllCast = "" } = this.#root.dataset;
    one(this.#root, "[data-ready]").textContent = say(textReady, { present, entitled: vote.entitled, shown: shown.length });
    const rows = missing(meeting.participants, waiting, shown);
    one(this.#root, "[data-all-cast]").textContent = rows.length ? "" : textAllCast;
    const list = one(this.#root, "ul");
    show(list, rows.length > 0);
    const drawn = JSON.stringify(rows);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    list.replaceChildren(...rows.map((row) => this.#row(row)));
  }

  /** @param {{name: string, has: boolean}} row */
  #row({ name, has }) {
    const { textHas = "", textHasNot = "" } = this.#root.dataset;
    return el("li", { class: has ? "has" : null }, icon(has ? "tablet" : "clock"), el("b", {}, name), el("small", {}, has ? textHas : textHasNot));
  }
}

/**
 * Pure: who has not cast, those without a ballot on a screen first, each part in the order of the meeting.
 * @param {any[]} participants @param {string[]} waiting @param {string[]} shown
 * @returns {{name: string, has: boolean}[]}
 */
export function missing(participants, waiting, shown) {
  const has = new Set(shown);
  const open = new Set(waiting);
  const rows = participants.filter((p) => open.has(p.id)).map((p) => ({ name: shownName(p), has: has.has(p.id) }));
  return [...rows.filter((row) => !row.has), ...rows.filter((row) => row.has)];
}
