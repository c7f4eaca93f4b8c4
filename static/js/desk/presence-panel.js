import { el, icon, one, say, show } from "../dom.js";
import { turnOf } from "../room/speaking.js";
import { shownName } from "../room/people.js";

/** Who is here. The secretariat checks in whoever came without a tablet. */
export class PresencePanel {
  #root;
  #onCheckIn;
  #drawn = "";
  /** Whose device is connected; null: not known. @type {Set<string> | null} */
  #connected = null;
  #meeting = /** @type {any} */ (null);
  /** @type {string[]} */
  #waiting = [];

  /** @param {HTMLElement} root @param {(participant: any, button: HTMLElement) => void} onCheckIn */
  constructor(root, onCheckIn) {
    this.#root = root;
    this.#onCheckIn = onCheckIn;
  }

  /** @param {string[] | null} ids participants whose device is connected now */
  connect(ids) {
    this.#connected = ids && new Set(ids);
    if (this.#meeting) this.show(this.#meeting, this.#waiting);
  }

  /** @param {any} meeting @param {string[]} waiting */
  show(meeting, waiting) {
    this.#meeting = meeting;
    this.#waiting = waiting;
    const open = meeting.votes.some((/** @type {any} */ v) => v.state === "open" && !v.on_paper);
    const may = meeting.rights.plan && ["called", "in_session", "paused"].includes(meeting.state);
    const rows = meeting.participants.map((/** @type {any} */ p) => ({ id: p.id, name: shownName(p), here: p.present, online: p.online, back: meeting.recusals.some((/** @type {any} */ r) => r.participant_id === p.id && r.item_id === meeting.current_item_id), guest: p.function === "guest", waits: open && waiting.includes(p.id), may, on: this.#connected?.has(p.id) ?? null, turn: turnOf(meeting, p.id) }));
    const absent = rows.filter((/** @type {any} */ row) => !row.here).length;
    one(this.#root, "[data-presence-count]").textContent = say(this.#root.dataset.textCount ?? "", { here: rows.length - absent, absent });
    const counted = one(this.#root, "[data-connected]");
    show(counted, this.#connected !== null);
    one(counted, "b").textContent = String(rows.filter((/** @type {any} */ row) => row.on).length);
    const drawn = JSON.stringify(rows);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    one(this.#root, "[data-people]").replaceChildren(...rows.map((/** @type {any} */ row) => this.#person(row)));
  }

  /** @param {any} row */
  #person(row) {
    const { textHere = "", textAbsent = "", textWaits = "", textCheckIn = "", textSpeaks = "", textAsks = "", textOnline = "", textBack = "", textOn = "", textOff = "" } = this.#root.dataset;
    const look = row.waits ? "s-wait" : row.turn === "floor" ? "s-talk" : row.turn ? "s-hand" : row.here ? "s-voted" : "s-off";
    const words = row.back ? textBack : row.waits ? textWaits : row.turn === "floor" ? textSpeaks : row.turn ? textAsks : row.here ? (row.online ? textOnline : textHere) : textAbsent;
    const sign = row.back ? "hide" : row.waits ? "clock" : row.turn === "floor" ? "mic" : row.turn ? "hand" : row.here ? (row.online ? "video" : "check") : "absent";
    const device = row.on === null ? "" : row.on ? textOn : textOff;
    const told = [words, device].filter(Boolean).join(", ");
    const parts = [el("span", { class: "clip" }, row.name), el("span", { class: "sr" }, ` (${told})`), row.on ? icon("tablet", "s-on") : null, icon(sign)];
    if (row.here || !row.may) return el("span", { class: `s ${look}`, title: `${row.name}: ${told}` }, ...parts);
    return el("button", {
      type: "button", class: `s ${look}`, title: say(textCheckIn, { name: row.name }),
      onclick: (/** @type {any} */ event) => this.#onCheckIn(row, event.currentTarget),
    }, ...parts);
  }
}
