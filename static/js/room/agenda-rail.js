import { el, icon, say } from "../dom.js";
import { firstPaper, minutesLeft } from "./agenda.js";
import { whole } from "./symbols.js";

/**
 * The agenda beside the paper: the current item in gold, the papers of the current item and of the one being read.
 * @typedef {{meeting: any, here: import("./follow.js").Place}} Shown
 */
export class AgendaRail {
  #list;
  #words;
  #clock;
  #onOpen;
  #drawn = "";
  /** @type {Shown | null} */
  #shown = null;

  /**
   * @param {HTMLElement} list
   * @param {DOMStringMap} words
   * @param {() => number} clock the server's time
   * @param {(itemId: string, versionId: string | null) => void} onOpen
   */
  constructor(list, words, clock, onOpen) {
    this.#list = list;
    this.#words = words;
    this.#clock = clock;
    this.#onOpen = onOpen;
    setInterval(() => this.#shown && this.show(this.#shown), 10000);
  }

  /** Draws anew only when something to be seen has changed, so that nothing moves under a finger. @param {Shown} shown */
  show(shown) {
    this.#shown = shown;
    const { meeting, here } = shown;
    const rows = meeting.agenda.map((/** @type {any} */ item) => this.#facts(item, meeting, here));
    const drawn = JSON.stringify(rows);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = document.activeElement?.getAttribute("data-key");
    this.#list.replaceChildren(...rows.map((/** @type {any} */ row) => this.#row(row)));
    if (focused) /** @type {HTMLElement | null} */ (this.#list.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {any} item @param {any} meeting @param {import("./follow.js").Place} here */
  #facts(item, meeting, here) {
    const current = item.id === meeting.current_item_id && meeting.state !== "closed";
    return {
      id: item.id, level: item.level ?? 0, number: item.number, title: item.title, current, done: item.state === "done", closed: item.members_only,
      note: current && meeting.state === "in_session" ? minutesLeft(item, this.#clock(), this.#words) : "",
      papers: current || item.id === here.itemId ? item.papers : [],
      here: item.id === here.itemId, first: firstPaper(item), open: here.versionId,
    };
  }

  /** @param {any} row */
  #row(row) {
    const look = row.current ? "item-now" : row.done ? "item-done" : row.here ? "item-here" : "";
    return el("li", { dataset: { level: row.level } },
      el("button", {
        type: "button", class: `item ${look}`, dataset: { key: row.id }, "aria-current": row.current ? "step" : null,
        onclick: () => this.#onOpen(row.id, row.first),
      },
      el("span", { class: "item-no" }, row.done && !row.current ? icon("check", "i-s") : row.number),
      el("span", {}, ...whole(row.title), row.done ? el("span", { class: "sr" }, ` (${this.#words.textDone})`) : null,
        row.note ? el("small", {}, icon("clock", "i-s"), row.note) : null,
        row.closed ? el("span", { class: "item-note" }, icon("lock", "i-s"), this.#words.textMembersOnly ?? "") : null)),
      row.papers.length ? el("ul", { class: row.current ? "papers" : "papers papers-own" }, ...row.papers.map((/** @type {any} */ p) => this.#paper(row, p))) : null);
  }

  /** @param {any} row @param {any} paper */
  #paper(row, paper) {
    const open = paper.version_id === row.open;
    const { textOpen = "", textPages = "", textPreparing = "" } = this.#words;
    const note = paper.state === "ready" ? say(open ? textOpen : textPages, { count: paper.pages }) : (paper.failure ?? textPreparing);
    return el("li", {}, el("button", {
      type: "button", class: `paper-row${open ? " paper-open" : ""}`, dataset: { key: paper.version_id }, disabled: paper.state !== "ready",
      onclick: () => this.#onOpen(row.id, paper.version_id),
    }, icon("file"), el("span", {}, el("span", {}, ...whole(paper.title)), el("small", {}, note),
      paper.late ? el("small", {}, icon("clock", "i-s"), this.#words.textLate ?? "") : null)));
  }
}
