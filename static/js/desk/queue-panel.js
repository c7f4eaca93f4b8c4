import { all, el, icon, one, say, show } from "../dom.js";
import { floorOf, nameOf, queueOf, turnClock } from "../room/speaking.js";
import { durationText } from "../time.js";
import { dragRow, moved } from "./queue-order.js";

/**
 * Who speaks and who waits, on the desk: invite, pause, more time, take back, put in order, remove, add by hand.
 * Held while a vote is open.
 */
export class QueuePanel {
  #root;
  #acts;
  #clock;
  /** @type {any} */
  #meeting = null;
  #drawn = "";
  #dragging = false;

  /** @param {HTMLElement} root @param {import("./acts.js").Acts} acts @param {() => number} clock the server's time */
  constructor(root, acts, clock) {
    this.#root = root;
    this.#acts = acts;
    this.#clock = clock;
    this.#on("[data-more-time]", (turn, button) => acts.moreTime(turn.id, { button }));
    this.#on("[data-hold]", (turn, button) => (turn.started_at ? acts.pauseTurn(turn.id, { button }) : acts.resumeTurn(turn.id, { button })));
    this.#on("[data-end-turn]", (turn, button) => acts.endTurn(turn.id, { button }));
    one(root, "[data-add]").addEventListener("submit", (/** @type {SubmitEvent} */ event) => this.#add(event));
    setInterval(() => this.#meeting && this.#times(), 1000);
  }

  /** @param {any} meeting */
  show(meeting) {
    this.#meeting = meeting;
    this.#times();
    this.#rows();
    this.#people();
  }

  /** @returns {any} whose turn comes next, if the floor can be given */
  get next() {
    return queueOf(this.#meeting, "speak")[0] ?? queueOf(this.#meeting, "question")[0];
  }

  /** @param {any} turn @param {HTMLElement} button */
  give(turn, button) {
    return this.#acts.giveFloor(turn.id, floorOf(this.#meeting)?.id ?? null, { button });
  }

  /** @param {string} selector @param {(turn: any, button: HTMLElement) => unknown} act */
  #on(selector, act) {
    const button = one(this.#root, selector);
    button.addEventListener("click", () => {
      const turn = floorOf(this.#meeting);
      if (turn) void act(turn, button);
    });
  }

  #held() {
    return this.#meeting.state !== "in_session" || this.#meeting.votes.some((/** @type {any} */ v) => v.state === "open");
  }

  /** The speaker, whose clock runs. */
  #times() {
    const words = this.#root.dataset;
    const turn = floorOf(this.#meeting);
    const place = one(this.#root, "[data-on-floor]");
    show(place, Boolean(turn));
    one(this.#root, "[data-spoken]").textContent = say(words.textSpoken ?? "", { count: this.#meeting.speaking.spoken });
    for (const row of all(this.#root, "[data-asked]")) row.textContent = durationText((this.#clock() - Date.parse(row.dataset.asked)) / 1000);
    if (!turn) return;
    const clock = turnClock(turn, this.#clock());
    const limit = clock.limit === null ? "" : ` / ${durationText(clock.limit)}`;
    one(place, "b").textContent = nameOf(this.#meeting, turn);
    one(place, "[data-time]").textContent = `${durationText(clock.spent)}${limit}`;
    const sign = clock.sign === "over" ? words.textOver : clock.sign === "soon" ? words.textSoon : clock.stands ? words.textStands : "";
    one(place, "[data-sign]").textContent = sign ?? "";
    place.classList.toggle("held-over", clock.sign === "over");
    this.#hold(one(place, "[data-hold]"), clock.stands);
    show(one(place, "[data-more-time]"), clock.limit !== null);
  }

  /** @param {HTMLButtonElement} button @param {boolean} stands */
  #hold(button, stands) {
    const { textGoOn = "", textHold = "" } = this.#root.dataset;
    button.disabled = stands && this.#held();
    button.title = stands ? textGoOn : textHold;
    if (button.getAttribute("aria-label") === button.title) return;
    button.setAttribute("aria-label", button.title);
    one(button, "svg").replaceWith(icon(stands ? "play" : "pause", "i-s"));
  }

  #rows() {
    if (this.#dragging) return;
    const held = this.#held();
    const drawn = JSON.stringify([this.#meeting.speaking.turns, held, this.#meeting.participants.length]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = document.activeElement?.getAttribute("data-key");
    show(one(this.#root, "[data-held]"), held && this.#meeting.speaking.turns.length > 0);
    for (const kind of ["speak", "question"]) {
      const queue = queueOf(this.#meeting, kind);
      one(this.#root, `[data-count="${kind}"]`).textContent = String(queue.length);
      const list = one(this.#root, `[data-queue-of="${kind}"]`);
      list.replaceChildren(...queue.map((turn) => this.#row(turn, queue, held)));
    }
    this.#times();
    if (focused && this.#root.querySelector(`[data-key="${CSS.escape(focused)}"]`) instanceof HTMLElement) one(this.#root, `[data-key="${CSS.escape(focused)}"]`).focus();
  }

  /** @param {any} turn @param {any[]} queue @param {boolean} held */
  #row(turn, queue, held) {
    const words = this.#root.dataset;
    const name = nameOf(this.#meeting, turn);
    const handle = el("button", {
      type: "button", class: "drag", dataset: { key: `drag ${turn.id}` }, "aria-label": say(words.textMove ?? "", { name, place: turn.position }), title: words.textMoveHow,
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event, turn, queue),
    }, icon("drag", "i-s"), el("span", { class: "num" }, turn.position));
    const row = el("li", { dataset: { id: turn.id } }, handle, el("b", { class: "clip", title: name }, name),
      el("span", { class: "num", dataset: { asked: turn.asked_at }, title: words.textWaits }),
      el("button", { type: "button", class: "btn", disabled: held, dataset: { key: `give ${turn.id}` }, "aria-label": say(words.textGiveTo ?? "", { name }), onclick: (/** @type {any} */ event) => this.give(turn, event.currentTarget) }, words.textGive ?? ""),
      el("button", { type: "button", class: "btn plain", "aria-label": say(words.textRemove ?? "", { name }), title: say(words.textRemove ?? "", { name }), onclick: (/** @type {any} */ event) => this.#acts.withdrawTurn(turn.id, { button: event.currentTarget }) }, icon("x", "i-s")));
    handle.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this.#drag(event, handle, row, turn.kind));
    return row;
  }

  /** @param {KeyboardEvent} event @param {any} turn @param {any[]} queue */
  #key(event, turn, queue) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.altKey) return;
    event.preventDefault();
    this.#order(turn.kind, moved(queue.map((one) => one.id), turn.id, step));
  }

  /** @param {PointerEvent} event @param {HTMLElement} handle @param {HTMLElement} row @param {string} kind */
  #drag(event, handle, row, kind) {
    if (event.button !== 0) return;
    this.#dragging = true;
    dragRow(event, handle, row, (ids) => {
      this.#dragging = false;
      this.#order(kind, ids);
    });
  }

  /** @param {string} kind @param {string[]} ids */
  #order(kind, ids) {
    const now = queueOf(this.#meeting, kind).map((turn) => turn.id);
    this.#drawn = "";
    if (ids.join() === now.join()) return this.#rows();
    // Refused: somebody else changed the queue. It is drawn as it stands.
    void this.#acts.reorder(kind, ids).then((/** @type {any} */ answer) => answer === undefined && this.#rows());
  }

  /** Who can be added by hand: those in the room. */
  #people() {
    const list = one(this.#root, "[data-who]");
    const here = this.#meeting.participants.filter((/** @type {any} */ p) => p.present);
    show(one(this.#root, "[data-add]"), Boolean(this.#meeting.speaking.item_id));
    const drawn = here.map((/** @type {any} */ p) => p.id).join();
    if (list.dataset.drawn === drawn) return;
    const chosen = list.value;
    list.replaceChildren(...here.map((/** @type {any} */ p) => el("option", { value: p.id }, p.name)));
    list.dataset.drawn = drawn;
    if (here.some((/** @type {any} */ p) => p.id === chosen)) list.value = chosen;
  }

  /** @param {SubmitEvent} event */
  #add(event) {
    event.preventDefault();
    const participant = one(this.#root, "[data-who]").value;
    const button = event.submitter;
    if (!participant || !(button instanceof HTMLElement)) return;
    void this.#acts.addTurn({ item_id: this.#meeting.speaking.item_id, kind: button.dataset.kind ?? "speak", participant_id: participant }, { button });
  }
}
