// @ts-check
/**
 * What the person may do with the paper that is open, as the server said last, and when to ask again: at once when
 * rights were changed, and when a window opens or ends. The clock of the tablet is not asked what time it is.
 * @typedef {"none" | "view" | "annotate" | "download" | "print"} Level
 */
import { Signal } from "../viewer/signal.js";

const LADDER = ["none", "view", "annotate", "download", "print"];
/** The server tells the worker of the same moment; a little later its answer is sure to be the new one. */
const AFTER_MS = 300;
const AGAIN_MS = 1000;
/** Longer waits overflow the timer of browsers. */
const LONGEST_MS = 2 ** 31 - 1;

export class Rights {
  /** @type {Level} */
  #level = "print";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Signal<[level: Level, before: Level]>} */
  onChange = new Signal();

  /** @param {() => void} fetch asks the server; its answer comes back through `take` */
  constructor(fetch) {
    this.fetch = fetch;
  }

  get level() { return this.#level; }
  get mayWrite() { return reaches(this.#level, "annotate"); }
  get mayDownload() { return reaches(this.#level, "download"); }

  /** @param {{level?: Level, changes_in?: number}} said by the server; a kept answer may be older than these words */
  take({ level = "print", changes_in: seconds }) {
    const before = this.#level;
    this.#level = level;
    clearTimeout(this.#timer);
    if (seconds !== undefined) this.#later(seconds * 1000 + AFTER_MS);
    this.onChange.emit(level, before);
  }

  /** Rights may have changed: the two signs of it that come together lead to one question. */
  ask() { this.#later(20); }

  /** The server could not be asked; once more in a while. */
  again() { this.#later(AGAIN_MS); }

  /** No paper is open. */
  forget() {
    clearTimeout(this.#timer);
    this.#level = "print";
  }

  /** @param {number} wait in milliseconds */
  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.fetch(), Math.min(Math.max(wait, 0), LONGEST_MS));
  }
}

/** @param {Level} level @param {Level} needed */
export function reaches(level, needed) {
  return LADDER.indexOf(level) >= LADDER.indexOf(needed);
}
