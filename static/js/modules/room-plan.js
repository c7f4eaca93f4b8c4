import { api } from "../api.js";
import { Deeds } from "../desk/deeds.js";
import { all, el, one, say as fill } from "../dom.js";
import { SEAT, added, extent, moved, numbered, partOf, removed, renumbered, trimmed } from "../room/plan-edit.js";
import { place } from "../room/seat-board.js";
import { say } from "./toast.js";

/** Free steps around what is drawn, so that a part can be taken further out. */
const MARGIN = 8;
const MOST_UNDONE = 100;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The editor of a room's seat map: by dragging, and by keys.
 * @param {HTMLElement} root
 */
export default function roomPlan(root) {
  new Editor(root);
}

class Editor {
  #root;
  #words;
  #board;
  /** @type {import("../room/plan-edit.js").Drawing} */
  #drawing;
  /** @type {import("../room/plan-edit.js").Drawing[]} */
  #before = [];
  /** @type {import("../room/plan-edit.js").Part | null} */
  #chosen = null;
  #base;
  #deeds;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#words = root.dataset;
    this.#board = one(root, "[data-board]");
    this.#drawing = JSON.parse(one(root, "[data-drawing]").textContent);
    this.#base = Number(root.dataset.base);
    this.#deeds = new Deeds(root.dataset.textNoAnswer ?? "", () => undefined);
    this.#bind();
    this.#draw();
  }

  #bind() {
    const on = (/** @type {string} */ selector, /** @type {(event: any) => void} */ act, event = "click") => one(this.#root, selector).addEventListener(event, act);
    for (const button of all(this.#root, "[data-add]")) button.addEventListener("click", () => this.#add(button.dataset.add));
    on("[data-remove]", () => this.#remove());
    on("[data-renumber]", () => this.#become(renumbered(this.#drawing)));
    on("[data-undo]", () => this.#undo());
    on("[data-save]", (event) => void this.#save(event.currentTarget));
    on("[data-generate]", () => void this.#generate());
    on("[data-number]", (event) => this.#number(event.target.value), "change");
    on("[data-shape]", () => this.#label(), "change");
    this.#label();
  }

  /** @param {import("../room/plan-edit.js").Drawing} drawing */
  #become(drawing) {
    if (drawing === this.#drawing) return;
    this.#before = [...this.#before, this.#drawing].slice(-MOST_UNDONE);
    this.#drawing = drawing;
    this.#unsaved(true);
    this.#draw();
  }

  #undo() {
    const last = this.#before.pop();
    if (!last) return;
    this.#drawing = last;
    this.#chosen = null;
    this.#draw();
  }

  #draw() {
    const { seats, tables } = this.#drawing;
    const { width, height } = extent(this.#drawing);
    place(this.#board, { x: 0, y: 0, width: width + MARGIN, height: height + MARGIN });
    const parts = [...tables.map((_, index) => this.#part({ kind: "table", index })), ...seats.map((_, index) => this.#part({ kind: "seat", index }))];
    const hadFocus = this.#board.contains(document.activeElement);
    this.#board.replaceChildren(...parts);
    one(this.#root, "[data-count]").textContent = fill(this.#words.textCount ?? "", { seats: seats.length });
    if (hadFocus && this.#chosen) this.#nodeOf(this.#chosen)?.focus();
    this.#showChosen();
  }

  /** @param {import("../room/plan-edit.js").Part} part */
  #part(part) {
    const at = /** @type {any} */ (partOf(this.#drawing, part));
    const label = part.kind === "seat" ? fill(this.#words.textSeat ?? "", { seat: at.number }) : (this.#words.textTable ?? "");
    const node = el("button", {
      type: "button", class: part.kind === "seat" ? "seat num" : `seat-table${at.round ? " seat-table-round" : ""}`, "aria-label": label, "aria-pressed": "false",
      "data-part": `${part.kind}-${part.index}`, onfocus: () => this.#choose(part), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event, part),
      onpointerdown: (/** @type {PointerEvent} */ event) => this.#drag(event, part, node),
    }, part.kind === "seat" ? at.number : "");
    return place(node, part.kind === "seat" ? { x: at.x, y: at.y } : at);
  }

  /** @param {import("../room/plan-edit.js").Part} part @returns {HTMLElement | null} */
  #nodeOf(part) {
    return this.#board.querySelector(`[data-part="${part.kind}-${part.index}"]`);
  }

  /** @param {import("../room/plan-edit.js").Part | null} part */
  #choose(part) {
    this.#chosen = part;
    this.#showChosen();
  }

  #showChosen() {
    const key = this.#chosen ? `${this.#chosen.kind}-${this.#chosen.index}` : "";
    for (const node of all(this.#board, "[data-part]")) node.setAttribute("aria-pressed", String(node.dataset.part === key));
    const seat = this.#chosen?.kind === "seat" ? this.#drawing.seats[this.#chosen.index] : undefined;
    const field = one(this.#root, "[data-number]");
    field.value = seat?.number ?? "";
    field.disabled = !seat;
    one(this.#root, "[data-remove]").disabled = !this.#chosen;
    one(this.#root, "[data-undo]").disabled = this.#before.length === 0;
  }

  /** @param {KeyboardEvent} event @param {import("../room/plan-edit.js").Part} part */
  #key(event, part) {
    const way = ARROWS[event.key];
    if (way && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const far = event.shiftKey ? SEAT.width : 1;
      this.#become(moved(this.#drawing, part, way[0] * far, way[1] * far));
      this.#tell(part);
    } else if (event.key === "Delete") {
      event.preventDefault();
      this.#remove();
    }
  }

  /** @param {import("../room/plan-edit.js").Part} part */
  #tell(part) {
    const at = /** @type {any} */ (partOf(this.#drawing, part));
    const what = part.kind === "seat" ? fill(this.#words.textSeat ?? "", { seat: at.number }) : (this.#words.textTable ?? "");
    one(this.#root, "[data-state]").textContent = fill(this.#words.textMoved ?? "", { what, x: at.x + 1, y: at.y + 1 });
  }

  /** @param {PointerEvent} event @param {import("../room/plan-edit.js").Part} part @param {HTMLElement} node */
  #drag(event, part, node) {
    if (event.button !== 0) return;
    event.preventDefault();
    node.focus();
    node.setPointerCapture(event.pointerId);
    const style = getComputedStyle(this.#board);
    const step = { x: parseFloat(style.getPropertyValue("--u")), y: parseFloat(style.getPropertyValue("--v")) };
    const steps = (/** @type {PointerEvent} */ at) => [Math.round((at.clientX - event.clientX) / step.x), Math.round((at.clientY - event.clientY) / step.y)];
    const move = (/** @type {PointerEvent} */ at) => {
      const [dx, dy] = steps(at);
      const to = /** @type {any} */ (partOf(moved(this.#drawing, part, dx, dy), part));
      place(node, { x: to.x, y: to.y });
    };
    const end = (/** @type {PointerEvent} */ at) => {
      node.removeEventListener("pointermove", move);
      node.removeEventListener("pointerup", end);
      node.removeEventListener("pointercancel", end);
      const [dx, dy] = at.type === "pointercancel" ? [0, 0] : steps(at);
      if (dx || dy) this.#become(moved(this.#drawing, part, dx, dy));
      else this.#draw();
    };
    node.addEventListener("pointermove", move);
    node.addEventListener("pointerup", end);
    node.addEventListener("pointercancel", end);
  }

  /** @param {"seat" | "table"} kind */
  #add(kind) {
    const { drawing, part } = added(this.#drawing, kind);
    this.#chosen = part;
    this.#become(drawing);
    this.#nodeOf(part)?.focus();
  }

  #remove() {
    if (!this.#chosen) return;
    const { kind, index } = this.#chosen;
    this.#chosen = null;
    this.#become(removed(this.#drawing, { kind, index }));
    (this.#nodeOf({ kind, index }) ?? this.#nodeOf({ kind, index: index - 1 }))?.focus();
  }

  /** @param {string} number */
  #number(number) {
    if (this.#chosen?.kind === "seat") this.#become(numbered(this.#drawing, this.#chosen.index, number));
  }

  #label() {
    const shape = one(this.#root, "[data-shape]").value;
    for (const label of [one(this.#root, "[data-first]"), one(this.#root, "[data-second]")]) label.textContent = label.dataset[shape];
  }

  async #generate() {
    const [first, second] = ["[data-a]", "[data-b]"].map((name) => Number(one(this.#root, name).value));
    const query = new URLSearchParams({ shape: one(this.#root, "[data-shape]").value, first: String(first), second: String(second) });
    const drawing = await this.#deeds.run(`propose ${query}`, () => api.get(`${this.#words.path?.replace(/plan$/, "proposal")}?${query}`));
    if (!drawing) return;
    this.#chosen = null;
    this.#become(drawing);
  }

  /** @param {HTMLElement} button */
  async #save(button) {
    const body = { base: this.#base, drawing: trimmed(this.#drawing) };
    const saved = await this.#deeds.run(`save ${JSON.stringify(body)}`, (key) => api.put(this.#words.path ?? "", body, key), { button });
    if (!saved) return;
    this.#base = saved.number;
    this.#unsaved(false);
    say(fill(this.#words.textSaved ?? "", { number: saved.number }), "success");
  }

  /** @param {boolean} unsaved */
  #unsaved(unsaved) {
    one(this.#root, "[data-state]").textContent = unsaved ? (this.#words.textUnsaved ?? "") : "";
    window.onbeforeunload = unsaved ? (event) => event.preventDefault() : null;
  }
}
