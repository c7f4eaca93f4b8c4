/**
 * Where a tablet stands on one stream. Pure: decides what to do with an event by its number.
 * next → apply; already seen → ignore; gap → ask for what is missing.
 */
export class Cursor {
  #last;

  /** @param {number} last number of the newest event already in the state shown */
  constructor(last) {
    this.#last = last;
  }

  get last() {
    return this.#last;
  }

  /**
   * @param {number} seq
   * @returns {"apply" | "ignore" | "gap"}
   */
  judge(seq) {
    if (seq <= this.#last) return "ignore";
    return seq === this.#last + 1 ? "apply" : "gap";
  }

  /** All up to `seq` is known by other ways. @param {number} seq */
  restart(seq) {
    this.#last = Math.max(this.#last, seq);
  }

  /** @param {number} seq */
  advance(seq) {
    if (seq === this.#last + 1) this.#last = seq;
  }
}
