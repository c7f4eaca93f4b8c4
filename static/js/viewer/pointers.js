// @ts-check
/**
 * Decides what a pointer does before EmbedPDF sees it: write, tap, or move the paper.
 * A pen writes. A finger or a mouse writes too, until a pen was seen: from then on a finger moves the
 * paper, so a resting palm leaves no mark. Two fingers always move it (spreading them is EmbedPDF's zoom).
 *
 * @typedef {object} Hand what the tool in hand wants
 * @property {"pass" | "tap" | "draw" | "text"} gesture pass: leave all to EmbedPDF; text: EmbedPDF selects text
 * @property {(event: PointerEvent) => boolean} [down] false: not here (no page under the pointer)
 * @property {(event: PointerEvent) => void} [move]
 * @property {() => void} [up]
 * @property {() => void} [cancel]
 * @property {(event: PointerEvent) => boolean} [tap] whether something opened for it
 */
import { PenMemory } from "./pen-memory.js";

/** Farther than this (pixels) is no tap any more. */
const SLOP = 8;

export class Pointers {
  /** @type {Map<number, PointerEvent>} all pointers down now, with their latest event */
  #down = new Map();
  /** @type {{id: number, kind: "draw" | "pan" | "tap" | "through", start: PointerEvent} | null} */
  #active = null;
  /** Touches that rest on the paper while the pen writes. @type {Set<number>} */
  #palms = new Set();
  /** Whether a second finger came while EmbedPDF had the first: it is zooming, not selecting. */
  crowded = false;
  /** Whether the touch that ends now was a tap that opened something. */
  #answered = false;
  #stop = new AbortController();

  /**
   * @param {HTMLElement} host
   * @param {() => Hand} hand
   * @param {(dx: number, dy: number) => void} scrollBy
   * @param {PenMemory} [pens] shared by the papers that are opened one after the other
   */
  constructor(host, hand, scrollBy, pens = new PenMemory()) {
    this.host = host;
    this.pens = pens;
    this.hand = hand;
    this.scrollBy = scrollBy;
    const options = { capture: true, signal: this.#stop.signal };
    host.addEventListener("pointerdown", (event) => this.#onDown(event), options);
    host.addEventListener("pointermove", (event) => this.#onMove(event), options);
    host.addEventListener("pointerup", (event) => this.#onUp(event), options);
    host.addEventListener("pointercancel", (event) => this.#onCancel(event), options);
    // EmbedPDF zooms by touches, not pointers: those of a writing hand never reach it.
    for (const type of ["touchstart", "touchmove"]) {
      host.addEventListener(type, (event) => this.#besidePen(event), { ...options, passive: false });
    }
    host.addEventListener("touchend", (event) => this.#afterTouch(event), { ...options, passive: false });
  }

  /** Whether a line is being drawn: nothing may move the paper under it. */
  get drawing() {
    return this.#active?.kind === "draw";
  }

  get penSeen() {
    return this.pens.seen;
  }

  destroy() {
    this.#stop.abort();
  }

  /** @param {PointerEvent} event */
  #onDown(event) {
    if (event.pointerType === "pen") this.pens.note();
    if (this.#active && event.pointerType === "pen" && this.#active.start.pointerType === "touch") this.#putAside();
    this.#down.set(event.pointerId, event);
    if (this.#active) this.#joined(event);
    else if (event.button === 0) this.#begin(event);
  }

  /** The pen comes down beside a palm that came first: what the palm was doing is given up, and it does no more. */
  #putAside() {
    if (this.#active?.kind === "draw") this.hand().cancel?.();
    for (const [id, event] of this.#down) {
      this.#down.delete(id);
      if (event.pointerType === "touch") this.#palms.add(id);
    }
    this.#active = null;
  }

  /** Whether the pen is on the paper: whatever else touches it then is the hand that holds the pen. */
  get #writing() {
    return this.#active?.start.pointerType === "pen";
  }

  /** A second finger: whatever the first was doing, they now move the paper together. @param {PointerEvent} event */
  #joined(event) {
    const active = this.#active;
    if (!active || event.pointerType !== "touch") return;
    if (active.kind === "through" && active.start.pointerType !== "pen") return void (this.crowded = true);
    if (active.start.pointerType === "pen") { // a palm beside the pen
      this.#down.delete(event.pointerId);
      this.#palms.add(event.pointerId);
      return void event.stopPropagation();
    }
    if (active.kind === "draw") this.hand().cancel?.();
    active.kind = "pan";
    event.stopPropagation();
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    const hand = this.hand();
    const kind = this.#kindFor(hand.gesture, event);
    if (kind === "draw" && !hand.down?.(event)) return;
    this.#active = { id: event.pointerId, kind, start: event };
    this.crowded = false;
    if (kind === "through") return;
    event.stopPropagation();
    if (hand.gesture !== "pass") this.host.setPointerCapture(event.pointerId);
  }

  /** @param {Hand["gesture"]} gesture @param {PointerEvent} event */
  #kindFor(gesture, event) {
    if (gesture === "pass") return "through";
    if (gesture === "tap") return "tap";
    if (event.pointerType === "touch" && this.penSeen) return "pan";
    return gesture === "draw" ? "draw" : "through";
  }

  /** @param {PointerEvent} event */
  #onMove(event) {
    if (this.#palms.has(event.pointerId)) return void event.stopPropagation();
    const before = this.#down.get(event.pointerId);
    if (!before) return;
    this.#down.set(event.pointerId, event);
    const active = this.#active;
    if (!active || active.kind === "through") return;
    event.stopPropagation();
    if (active.kind === "draw" && event.pointerId === active.id) this.hand().move?.(event);
    if (active.kind === "tap" && moved(active.start, event) && event.pointerType === "touch") active.kind = "pan";
    if (active.kind === "pan") {
      const share = this.#down.size;
      this.scrollBy((before.clientX - event.clientX) / share, (before.clientY - event.clientY) / share);
    }
  }

  /** @param {PointerEvent} event */
  #onUp(event) {
    if (this.#palms.delete(event.pointerId)) return void event.stopPropagation();
    this.#down.delete(event.pointerId);
    this.#answered = false;
    const active = this.#active;
    if (!active) return;
    if (active.kind !== "through") event.stopPropagation();
    if (event.pointerId === active.id && active.kind === "draw") this.hand().up?.();
    if (event.pointerId === active.id && active.kind !== "pan" && !moved(active.start, event)) this.#answered = this.hand().tap?.(event) ?? false;
    if (this.#down.size === 0 || (event.pointerId === active.id && active.kind !== "pan")) this.#active = null;
  }

  /** @param {Event} event */
  #besidePen(event) {
    if (!this.#writing && this.#palms.size === 0) return;
    event.stopPropagation();
    if (event.cancelable) event.preventDefault(); // no scrolling by the palm either
  }

  /**
   * After a tap the browser plays a mouse press for pages without pointers: it would take the focus from what has
   * just opened, and the first letters with it.
   * @param {TouchEvent} event
   */
  #afterTouch(event) {
    if (this.#answered && event.cancelable) event.preventDefault();
    this.#answered = false;
  }

  /** The browser took the pointer over (native scrolling, a system gesture). @param {PointerEvent} event */
  #onCancel(event) {
    if (this.#palms.delete(event.pointerId)) return;
    this.#down.delete(event.pointerId);
    const active = this.#active;
    if (active?.id === event.pointerId && active.kind === "draw") this.hand().cancel?.();
    if (active?.id === event.pointerId || this.#down.size === 0) this.#active = null;
  }
}

/** @param {PointerEvent} from @param {PointerEvent} to */
function moved(from, to) {
  return Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY) > SLOP;
}
