// @ts-check
/**
 * One text saves itself. What is typed is kept on this machine until the server has recorded it; what was sent and not
 * answered is sent again under the same id before anything newer.
 * @typedef {import("./lines.js").Line} Line
 * @typedef {import("./lines.js").Piece} Piece
 * @typedef {{saved: boolean, version: number, body: Line[], edited_at: string | null, edited_by: string, pieces: Piece[]}} Written
 * @typedef {{id: string, base: number, since: Line[] | null, lines: Line[]}} Sent
 * @typedef {{base: number, since: Line[] | null, lines: Line[], sent: Sent | null}} Kept
 * @typedef {"saved" | "unsaved" | "saving" | "offline" | "clash" | "refused"} State
 */
import { same } from "./lines.js";

/**
 * @typedef {object} Ways
 * @property {(sent: Sent) => Promise<Written>} send
 * @property {{read: () => Kept | null, write: (kept: Kept | null) => void}} shelf what this machine keeps
 * @property {(state: State, told?: Written | Error) => void} onState
 * @property {(lines: Line[]) => boolean} onJoined the text is now so, with what others wrote; false: cannot be shown now
 * @property {(error: unknown) => boolean} isLost whether the request may have been lost on the way
 * @property {() => string} newId
 * @property {(work: () => void, ms: number) => unknown} later
 */

export const PAUSE_MS = 1200;
export const RETRY_MS = 4000;

export class Saver {
  /** @type {Ways} */ #ways;
  /** @type {number} */ #base;
  /** @type {Line[] | null} */ #since = null;
  /** @type {Line[]} */ #recorded;
  /** @type {Line[]} */ #now;
  /** @type {Sent | null} */ #sent = null;
  #busy = false;
  /** @type {Written | null} what somebody has to choose about: until then the text rests on what it grew from */ #clash = null;
  #turn = 0;

  /** @param {number} version @param {Line[]} lines @param {Ways} ways */
  constructor(version, lines, ways) {
    this.#base = version;
    this.#recorded = this.#now = lines;
    this.#ways = ways;
  }

  /** @returns {Line[] | null} what was typed here before and never recorded, to be shown again; it is sent by itself */
  resume() {
    const kept = this.#ways.shelf.read();
    if (!kept) return null;
    if (same(kept.lines, this.#recorded)) {
      this.#ways.shelf.write(null);
      return null;
    }
    this.#base = kept.base;
    this.#since = kept.since;
    this.#sent = kept.sent;
    this.typed(kept.lines);
    return kept.lines;
  }

  /** @param {Line[]} lines somebody typed */
  typed(lines) {
    this.#now = lines;
    if (this.#clash) return this.#keep();
    if (!this.#sent && same(lines, this.#recorded)) {
      this.#ways.shelf.write(null);
      return this.#ways.onState("saved");
    }
    this.#keep();
    if (!this.#busy) this.#ways.onState("unsaved");
    this.#after(PAUSE_MS);
  }

  /** Both changed the same lines, and somebody has chosen. @param {Line[]} lines */
  chosen(lines) {
    if (!this.#clash) return;
    this.#base = this.#clash.version;
    this.#recorded = this.#clash.body;
    this.#clash = this.#since = null;
    this.typed(lines);
    void this.send();
  }

  /** Sends now what waits. */
  async send() {
    if (this.#busy || this.#clash || (!this.#sent && same(this.#now, this.#recorded))) return;
    this.#sent ??= { id: this.#ways.newId(), base: this.#base, since: this.#since, lines: this.#now };
    this.#busy = true;
    this.#keep();
    this.#ways.onState("saving");
    try {
      this.#answered(this.#sent, await this.#ways.send(this.#sent));
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#busy = false;
    }
  }

  /** @param {Sent} sent @param {Written} told */
  #answered(sent, told) {
    this.#sent = null;
    if (!told.saved) {
      this.#clash = told;
      this.#keep();
      return this.#ways.onState("clash", told);
    }
    this.#base = told.version;
    this.#recorded = told.body;
    // What is there now grew from what was sent; the server's text has others' words besides.
    this.#since = same(told.body, sent.lines) ? null : sent.lines;
    if (this.#since && same(this.#now, sent.lines) && this.#ways.onJoined(told.body)) {
      this.#now = told.body;
      this.#since = null;
    }
    if (same(this.#now, this.#recorded)) {
      this.#ways.shelf.write(null);
      return this.#ways.onState("saved", told);
    }
    this.#keep();
    this.#ways.onState("unsaved");
    this.#after(PAUSE_MS);
  }

  /** @param {unknown} error */
  #failed(error) {
    if (this.#ways.isLost(error)) {
      this.#ways.onState("offline");
      return this.#after(RETRY_MS);
    }
    this.#sent = null;
    this.#keep();
    this.#ways.onState("refused", error instanceof Error ? error : new Error(String(error)));
  }

  #keep() {
    this.#ways.shelf.write({ base: this.#base, since: this.#since, lines: this.#now, sent: this.#sent });
  }

  /** @param {number} ms */
  #after(ms) {
    const turn = ++this.#turn;
    this.#ways.later(() => {
      if (turn === this.#turn) void this.send();
    }, ms);
  }
}
