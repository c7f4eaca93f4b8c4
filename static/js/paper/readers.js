// @ts-check
/**
 * Who reads the paper now, on which page: everybody says so when they come, when they turn a page, and now and then;
 * whoever is not heard of for a while has gone. May be lost, so nothing is built on it.
 */
import { Signal } from "../viewer/signal.js";

/** Milliseconds between two signs of life, and without one until somebody counts as gone. */
const SIGN = 20_000;
const GONE = 45_000;
/** Turned pages are told at most so often. */
const SLOW = 1_200;
/** Answers to somebody who comes are spread over so long, or a full hall would answer at once. */
const SPREAD = 3_000;

/** @typedef {{name: string, page: number, at: number}} Reader */

export class Readers {
  /** @type {Map<string, Reader>} */
  #known = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #due;
  #dueAt = 0;
  #page = 0;
  #told = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #tick;
  /** @type {Signal<[]>} */
  onChange = new Signal();

  /** @param {(page: number) => void} tell @param {() => number} [now] @param {(act: () => void, ms: number) => any} [later] */
  constructor(tell, now = Date.now, later = (act, ms) => setTimeout(act, ms)) {
    this.tell = tell;
    this.now = now;
    this.later = later;
  }

  /** The others, by name. @returns {{name: string, page: number}[]} */
  get all() {
    return [...this.#known.values()].sort((a, b) => a.name.localeCompare(b.name, "vi"));
  }

  /** @param {number} page */
  arrive(page) {
    this.#page = page;
    this.#tick ??= setInterval(() => this.beat(), SIGN / 4);
    this.#tellIn(300); // The room is entered first.
  }

  /** @param {number} page */
  turned(page) {
    if (page === this.#page) return;
    this.#page = page;
    this.#tellIn(Math.max(0, this.#told + SLOW - this.now()));
  }

  /** @param {string} who @param {string} name @param {unknown} page */
  heard(who, name, page) {
    if (typeof page !== "number" || !Number.isInteger(page) || page < 0 || page > 100_000) return;
    const isNew = !this.#known.has(who);
    if (page === 0) this.#known.delete(who);
    else this.#known.set(who, { name: String(name), page, at: this.now() });
    if (isNew && page > 0) this.#tellIn(Math.random() * SPREAD);
    this.onChange.emit();
  }

  /** Says that one is still here, and lets go of those who are not. */
  beat() {
    if (this.now() - this.#told > SIGN) this.#tellIn(0);
    const before = this.#known.size;
    for (const [who, { at }] of this.#known) if (this.now() - at > GONE) this.#known.delete(who);
    if (this.#known.size !== before) this.onChange.emit();
  }

  leave() {
    clearInterval(this.#tick);
    clearTimeout(this.#due);
    this.onChange.clear();
  }

  /** @param {number} ms */
  #tellIn(ms) {
    const at = this.now() + ms;
    if (this.#due !== undefined && this.#dueAt <= at) return; // Sooner already.
    clearTimeout(this.#due);
    this.#dueAt = at;
    this.#due = this.later(() => {
      this.#due = undefined;
      this.#told = this.now();
      if (this.#page > 0) this.tell(this.#page);
    }, ms);
  }
}
