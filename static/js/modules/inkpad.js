import { simplify } from "../viewer/geometry.js";

/**
 * A sheet to write on by hand: `<div data-module="inkpad">` with an `<svg>` to draw in, an `<input data-ink>` that
 * is sent with the form, and buttons `data-undo` and `data-clear`. Places are thousandths of the sheet's width.
 * Once a pen was seen only the pen writes, so that a resting hand leaves no trace and fingers move the page.
 * @param {HTMLElement} pad
 */
export default function inkpad(pad) {
  const sheet = pad.querySelector(".sheet-of-ink svg");
  const kept = pad.querySelector("input[data-ink]");
  if (sheet instanceof SVGSVGElement && kept instanceof HTMLInputElement) new InkPad(pad, sheet, kept);
}

const WIDTH = 1000;
const TOLERANCE = 0.8;

/** @typedef {[number, number]} Place */

class InkPad {
  #sheet;
  #kept;
  #height;
  #version;
  /** @type {Place[][]} */
  #strokes = [];
  /** @type {{id: number, places: Place[], line: SVGPolylineElement} | null} */
  #now = null;
  #penSeen = false;

  /** @param {HTMLElement} pad @param {SVGSVGElement} sheet @param {HTMLInputElement} kept */
  constructor(pad, sheet, kept) {
    this.#sheet = sheet;
    this.#kept = kept;
    this.#height = Number(pad.dataset.height) || 1414;
    this.#version = pad.dataset.version || null;
    this.#restore();
    sheet.addEventListener("pointerdown", (event) => this.#down(event));
    sheet.addEventListener("pointermove", (event) => this.#move(event));
    sheet.addEventListener("pointerup", (event) => this.#up(event));
    sheet.addEventListener("pointercancel", (event) => this.#drop(event));
    pad.querySelector("[data-undo]")?.addEventListener("click", () => this.#keep(this.#strokes.slice(0, -1)));
    pad.querySelector("[data-clear]")?.addEventListener("click", () => this.#keep([]));
  }

  #restore() {
    try {
      const given = JSON.parse(this.#kept.value || "null");
      if (Array.isArray(given?.strokes)) this.#keep(given.strokes);
    } catch {
      this.#keep([]); // What cannot be read was refused by the server, which said so.
    }
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.pointerType === "pen") {
      this.#penSeen = true;
      this.#sheet.style.touchAction = "pan-y";
    }
    if (this.#now || event.button > 0 || (this.#penSeen && event.pointerType === "touch")) return;
    event.preventDefault();
    this.#sheet.setPointerCapture(event.pointerId);
    this.#now = { id: event.pointerId, places: [this.#place(event)], line: this.#draw([]) };
    this.#show();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#now?.id !== event.pointerId) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const step of between.length ? between : [event]) this.#now.places.push(this.#place(step));
    this.#show();
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (this.#now?.id !== event.pointerId) return;
    const { places, line } = this.#now;
    this.#now = null;
    line.remove();
    const points = simplify(places, TOLERANCE);
    this.#keep([...this.#strokes, points.map(([x, y]) => [Math.round(x), Math.round(y)])]);
  }

  /** @param {PointerEvent} event */
  #drop(event) {
    if (this.#now?.id !== event.pointerId) return;
    this.#now.line.remove();
    this.#now = null;
  }

  #show() {
    this.#now?.line.setAttribute("points", this.#now.places.map((place) => place.join(",")).join(" "));
  }

  /** @param {{clientX: number, clientY: number}} event @returns {Place} */
  #place(event) {
    const box = this.#sheet.getBoundingClientRect();
    const scale = WIDTH / (box.width || 1);
    const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(Math.max(value, 0), most);
    return [
      within((event.clientX - box.left) * scale, WIDTH),
      within((event.clientY - box.top) * scale, this.#height),
    ];
  }

  /** @param {Place[]} places */
  #draw(places) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
    line.setAttribute("points", places.map((place) => place.join(",")).join(" "));
    this.#sheet.append(line);
    return line;
  }

  /** @param {any[]} strokes */
  #keep(strokes) {
    this.#strokes = strokes;
    this.#sheet.replaceChildren();
    for (const stroke of strokes) this.#draw(stroke);
    const sheet = { height: this.#height, strokes, version_id: this.#version };
    this.#kept.value = strokes.length ? JSON.stringify(sheet) : "";
  }
}
