import { Cursor } from "./cursor.js";

/**
 * @typedef {{stream: string, seq: number, type: string, payload: any, actor: string|null, at: string}} LiveEvent
 * @typedef {{stream: string, events: LiveEvent[], last: number, complete: boolean, anew?: boolean, lost?: boolean}} Changes
 *   `lost`: what came next is no longer kept by the server
 *   `anew`: no events, but what is shown was asked for as a whole and holds all up to `last`
 */

/**
 * One stream as one page follows it. Applies each event once and in order, whatever the network does.
 */
export class Subscription {
  #cursor;
  #fetchChanges;
  #onEvent;
  #catching = false;
  #again = false;
  #closed = false;
  #onLost;

  /**
   * @param {string} stream
   * @param {number} after number of the newest event already in the state shown
   * @param {(event: LiveEvent) => void} onEvent
   * @param {(stream: string, after: number) => Promise<Changes>} fetchChanges
   * @param {() => void} onLost what is shown cannot be brought up to date: it is to be loaded anew
   */
  constructor(stream, after, onEvent, fetchChanges, onLost = () => location.reload()) {
    this.stream = stream;
    this.#cursor = new Cursor(after);
    this.#onEvent = onEvent;
    this.#fetchChanges = fetchChanges;
    this.#onLost = onLost;
  }

  get last() {
    return this.#cursor.last;
  }

  close() {
    this.#closed = true;
  }

  /** @param {LiveEvent} event */
  receive(event) {
    if (this.#closed) return;
    const verdict = this.#cursor.judge(event.seq);
    if (verdict === "apply") this.#apply(event);
    else if (verdict === "gap") void this.catchUp();
  }

  /** @param {number} newest number the server says is the newest: ask for the rest if it is ahead */
  reach(newest) {
    return newest > this.#cursor.last ? this.catchUp() : Promise.resolve();
  }

  /** Fetch and apply what is missing. Calls that come meanwhile lead to one more round. */
  async catchUp() {
    if (this.#catching) {
      this.#again = true;
      return;
    }
    this.#catching = true;
    try {
      do {
        this.#again = false;
        await this.#fetchAll();
      } while (this.#again && !this.#closed);
    } finally {
      this.#catching = false;
    }
  }

  async #fetchAll() {
    for (let complete = false; !complete && !this.#closed; ) {
      const changes = await this.#fetchChanges(this.stream, this.#cursor.last);
      if (changes.lost) {
        this.close();
        this.#onLost();
        return;
      }
      for (const event of changes.events) {
        if (this.#cursor.judge(event.seq) === "apply") this.#apply(event);
      }
      if (changes.anew) this.#cursor.restart(changes.last);
      complete = changes.complete;
    }
  }

  /** @param {LiveEvent} event */
  #apply(event) {
    this.#cursor.advance(event.seq);
    this.#onEvent(event);
  }
}
