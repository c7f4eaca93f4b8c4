import { el, icon, one, say } from "../dom.js";

/** Who is here. The secretariat checks in whoever came without a tablet. */
export class PresencePanel {
  #root;
  #onCheckIn;
  #drawn = "";

  /** @param {HTMLElement} root @param {(participant: any, button: HTMLElement) => void} onCheckIn */
  constructor(root, onCheckIn) {
    this.#root = root;
    this.#onCheckIn = onCheckIn;
  }

  /** @param {any} meeting @param {string[]} waiting */
  show(meeting, waiting) {
    const open = meeting.votes.some((/** @type {any} */ v) => v.state === "open");
    const may = meeting.rights.plan && ["called", "in_session", "paused"].includes(meeting.state);
    const rows = meeting.participants.map((/** @type {any} */ p) => ({ id: p.id, name: p.name, here: p.present, guest: p.function === "guest", waits: open && waiting.includes(p.id), may }));
    const absent = rows.filter((/** @type {any} */ row) => !row.here).length;
    one(this.#root, "[data-presence-count]").textContent = say(this.#root.dataset.textCount ?? "", { here: rows.length - absent, absent });
    const drawn = JSON.stringify(rows);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    one(this.#root, "[data-people]").replaceChildren(...rows.map((/** @type {any} */ row) => this.#person(row)));
  }

  /** @param {any} row */
  #person(row) {
    const { textHere = "", textAbsent = "", textWaits = "", textCheckIn = "" } = this.#root.dataset;
    const look = row.waits ? "s-wait" : row.here ? "s-voted" : "s-off";
    const words = row.waits ? textWaits : row.here ? textHere : textAbsent;
    const parts = [el("span", { class: "clip" }, row.name), el("span", { class: "sr" }, ` (${words})`), icon(row.waits ? "clock" : row.here ? "check" : "absent")];
    if (row.here || !row.may) return el("span", { class: `s ${look}`, title: `${row.name}: ${words}` }, ...parts);
    return el("button", {
      type: "button", class: `s ${look}`, title: say(textCheckIn, { name: row.name }),
      onclick: (/** @type {any} */ event) => this.#onCheckIn(row, event.currentTarget),
    }, ...parts);
  }
}
