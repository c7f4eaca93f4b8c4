import { el, icon, one, show } from "../dom.js";
import { put, whole } from "../room/symbols.js";
import { clockText } from "../time.js";

/** The agenda on the desk: each item can be opened for everybody. */
export class RunList {
  #list;
  #words;
  #onPush;
  #drawn = "";

  /** @param {HTMLElement} list @param {DOMStringMap} words @param {(item: any, button: HTMLElement) => void} onPush */
  constructor(list, words, onPush) {
    this.#list = list;
    this.#words = words;
    this.#onPush = onPush;
  }

  /** @param {any} meeting */
  show(meeting) {
    const at = Date.parse(meeting.opened_at ?? meeting.starts_at);
    const open = meeting.state === "in_session" && !meeting.votes.some((/** @type {any} */ v) => v.state === "open");
    const rows = meeting.agenda.map((/** @type {any} */ item) => {
      const planned = clockText(at + Date.parse(item.starts_at) - Date.parse(meeting.starts_at));
      return { id: item.id, level: item.level, number: item.number, title: item.title, closed: item.members_only, done: item.state === "done", current: item.id === meeting.current_item_id && meeting.state !== "closed", planned, open };
    });
    const drawn = JSON.stringify(rows);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#list.replaceChildren(...rows.map((/** @type {any} */ row) => this.#row(row, meeting)));
  }

  /** @param {any} row @param {any} meeting */
  #row(row, meeting) {
    const look = row.current ? "item-now" : row.done ? "item-done" : "";
    const item = meeting.agenda.find((/** @type {any} */ i) => i.id === row.id);
    return el("li", { class: `item ${look}`, dataset: { level: row.level }, "aria-current": row.current ? "step" : null },
      el("span", { class: "item-no" }, row.done && !row.current ? icon("check", "i-s") : row.number),
      el("span", {}, ...whole(row.title), row.closed ? icon("lock", "i-s") : null, el("small", { class: "run-time num" }, row.planned)),
      row.open && !row.current
        ? el("button", { type: "button", class: "btn", "aria-label": `${this.#words.textPush} ${row.number}`,
          onclick: (/** @type {any} */ event) => this.#onPush(item, event.currentTarget) }, this.#words.textPush ?? "")
        : null);
  }
}

/**
 * The item under discussion and its clock.
 * @param {ParentNode} root
 * @param {any} meeting
 * @param {{clock: string, left: string, over: boolean, label: string}} shown
 */
export function showNow(root, meeting, shown) {
  const item = meeting.agenda.find((/** @type {any} */ i) => i.id === meeting.current_item_id);
  one(root, "[data-now-label]").textContent = shown.label;
  put(one(root, "[data-now-title]"), item?.title ?? meeting.title);
  show(one(root, "[data-now-timer]"), Boolean(item));
  one(root, "[data-now-timer] b").textContent = shown.clock;
  one(root, "[data-now-timer] span").textContent = shown.left;
  one(root, "[data-now-timer]").classList.toggle("timer-ok", !shown.over);
}
