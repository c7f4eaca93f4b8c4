import { ApiError } from "../api.js";

const RETRY_MS = 3000;

/**
 * @typedef {import("../live/subscription.js").LiveEvent} LiveEvent
 */

/**
 * The state a live page shows: loaded once, kept up to date by the events of its streams.
 * @template S
 */
export class LiveState {
  /** @type {S} */
  #now;
  #how;
  #bus;
  /** @type {Set<(now: S, before: S) => void>} */
  #listeners = new Set();
  /** @type {Set<string>} */
  #joined = new Set();
  /** @type {LiveEvent[] | null} what came while the state is being loaded again */
  #meanwhile = null;
  #again = false;
  /** A loading is due already. */
  #due = false;

  /**
   * @param {S} start
   * @param {{reduce: (state: S, event: LiveEvent) => S, needsReload: (event: LiveEvent) => boolean,
   *   load: () => Promise<S>, streams: (state: S) => Record<string, number>, delay?: () => number}} how
   *   `delay`: milliseconds before the state is loaded anew because of an event; absent: at once
   * @param {{subscribe: (stream: string, after: number, onEvent: (event: LiveEvent) => void) => unknown}} bus
   */
  constructor(start, how, bus) {
    this.#now = start;
    this.#how = how;
    this.#bus = bus;
  }

  get now() {
    return this.#now;
  }

  /** Tell `listener` of each change, and of the start. @param {(now: S, before: S) => void} listener */
  on(listener) {
    this.#listeners.add(listener);
    listener(this.#now, this.#now);
  }

  /** Join the streams the state names. Those joined already stay as they are. */
  join() {
    for (const [stream, last] of Object.entries(this.#how.streams(this.#now))) {
      if (this.#joined.has(stream)) continue;
      this.#joined.add(stream);
      this.#bus.subscribe(stream, last, (event) => this.receive(event));
    }
  }

  /** @param {LiveEvent} event */
  receive(event) {
    this.#meanwhile?.push(event);
    this.become(this.#how.reduce(this.#now, event));
    if (this.#how.needsReload(event)) this.#reloadSoon();
  }

  /** Several events before the loading begins ask for one loading. */
  #reloadSoon() {
    if (!this.#how.delay) return void this.reload();
    if (this.#due) return;
    this.#due = true;
    setTimeout(() => {
      this.#due = false;
      void this.reload();
    }, this.#how.delay());
  }

  /** @param {S} next also what this device alone knows, such as its own ballot */
  become(next) {
    const before = this.#now;
    if (next === before) return;
    this.#now = next;
    for (const listener of this.#listeners) listener(next, before);
  }

  /** Load the state anew. Events that come meanwhile are applied on top: they may be newer than what was loaded. */
  async reload() {
    if (this.#meanwhile) {
      this.#again = true;
      return;
    }
    this.#meanwhile = [];
    this.#again = false;
    try {
      const loaded = await this.#how.load();
      const newest = this.#meanwhile.reduce((/** @type {S} */ state, event) => this.#how.reduce(state, event), loaded);
      this.#meanwhile = null;
      this.become(newest);
      this.join();
    } catch (error) {
      this.#meanwhile = null;
      this.#failed(error);
    }
    if (this.#again) void this.reload();
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof ApiError)) throw error;
    // Not to be seen any more, or signed out: the server's own page says so.
    if (error.status === 401 || error.status === 403 || error.status === 404) location.reload();
    else setTimeout(() => void this.reload(), RETRY_MS + (this.#how.delay?.() ?? 0));
  }
}
