// @ts-check
/**
 * Sends what a person did to marks, in order, again and again until the server has answered.
 * Nothing counts as saved before that: `unsent` is what the screen says.
 * @typedef {import("./queue.js").Op} Op
 * @typedef {import("../viewer/types").Change} Change
 * @typedef {"idle" | "sending" | "waiting" | "signed-out"} OutboxState
 * @typedef {{
 *   all: (person: string) => Promise<Op[]>, keep: (before: readonly Op[], now: readonly Op[]) => Promise<void>,
 *   durable: () => Promise<boolean>
 * }} Keeper
 * @typedef {(batch: readonly Op[]) => Promise<any>} Sender resolves with the answer; rejects with an ApiError
 * @typedef {{status: number, code: string, message: string, unanswered: boolean}} Refusal
 */
import { enqueue, nextBatch, parted, sealed, without, withoutMark } from "./queue.js";
import { newUuid } from "../viewer/ids.js";
import { Signal } from "../viewer/signal.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

export class Outbox {
  /** @type {Op[]} */
  #ops = [];
  /** @type {OutboxState} */
  #state = "idle";
  #wait = FIRST_WAIT;
  #key = 0;
  #running = false;
  #fragile = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What the shelf holds. @type {Op[]} */
  #shelved = [];
  /** @type {Promise<void> | null} */
  #shelving = null;
  /** @type {Signal<[]>} the count or the state changed */
  onChange = new Signal();
  /** @type {Signal<[batch: readonly Op[], answer: any]>} */
  onSettled = new Signal();
  /** @type {Signal<[op: Op, refusal: Refusal]>} */
  onRefused = new Signal();

  /**
   * @param {string} person whose operations these are; on a shared tablet others' stay where they are
   * @param {Keeper} keeper
   * @param {Sender} send
   * @param {(again: () => void, ms: number) => ReturnType<typeof setTimeout>} [later]
   */
  constructor(person, keeper, send, later = (again, ms) => setTimeout(again, ms)) {
    this.person = person;
    this.keeper = keeper;
    this.send = send;
    this.later = later;
  }

  get unsent() {
    return this.#ops.length;
  }

  get state() {
    return this.#state;
  }

  /** Whether what is unsent would be lost with the page. */
  get fragile() {
    return this.#fragile && this.unsent > 0;
  }

  /** What is not yet sent for a paper, to be shown on it. @param {string} version @returns {Op[]} */
  of(version) {
    return this.#ops.filter((op) => op.version === version);
  }

  /** Takes up what was left unsent when the page was closed. */
  async load() {
    this.#fragile = !(await this.keeper.durable());
    const left = await this.keeper.all(this.person);
    this.#key = Math.max(this.#key, ...left.map((op) => op.key));
    if (!this.#shelving) this.#shelved = [...left, ...this.#shelved];
    this.#ops = [...left, ...this.#ops];
    this.onChange.emit();
    this.flush();
  }

  /** @param {string} version @param {Change} change */
  push(version, { type, annotation }) {
    // Two tabs of one person share the shelf, so the same millisecond must not give the same key.
    this.#key = Math.max(this.#key + 1, Date.now() * 1000 + Math.floor(Math.random() * 1000));
    const op = { key: this.#key, person: this.person, version, mark: annotation.id, type, annotation, batch: null };
    this.#set(enqueue(this.#ops, op));
    this.flush();
  }

  /** Sends now instead of later: the network is back, or the person signed in again. */
  flush() {
    clearTimeout(this.#timer);
    if (!this.#running) void this.#run();
  }

  async #run() {
    this.#running = true;
    try {
      while (this.#ops.length > 0 && (await this.#sendOne()));
    } finally {
      this.#running = false;
    }
    if (this.#ops.length === 0) this.#become("idle");
  }

  /** @returns {Promise<boolean>} whether to go on at once */
  async #sendOne() {
    this.#set(sealed(this.#ops, nextBatch(this.#ops), newUuid));
    const batch = nextBatch(this.#ops);
    const id = batch[0]?.batch ?? "";
    this.#become("sending");
    // A mark is kept on the tablet before it is sent, or a crash in between would lose it.
    await this.#shelving;
    try {
      const answer = await this.send(batch);
      this.#set(without(this.#ops, id));
      this.#wait = FIRST_WAIT;
      this.onSettled.emit(batch, answer);
      return true;
    } catch (error) {
      return this.#failed(batch, id, refusalOf(error));
    }
  }

  /** @param {Op[]} batch @param {string} id @param {Refusal} refusal */
  #failed(batch, id, refusal) {
    // Signed out, or on a page of an older session: the marks wait until the person is back.
    if (refusal.status === 401 || refusal.code === "csrf") {
      this.#become("signed-out");
      return false;
    }
    if (refusal.unanswered || refusal.status >= 500 || refusal.status === 429) {
      this.#become("waiting");
      this.#timer = this.later(() => this.flush(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      return false;
    }
    const only = batch.length === 1 ? batch[0] : undefined;
    this.#set(only ? withoutMark(this.#ops, only.mark) : parted(this.#ops, id, newUuid));
    if (only) this.onRefused.emit(only, refusal);
    return true;
  }

  /** @param {Op[]} now */
  #set(now) {
    const before = this.#ops;
    this.#ops = now;
    this.#shelving ??= this.#shelve().finally(() => (this.#shelving = null));
    if (before.length !== now.length) this.onChange.emit();
  }

  /** One after the other, each time all that is new: many strokes at once must not wait in a long line. */
  async #shelve() {
    while (this.#shelved !== this.#ops) {
      const [before, now] = [this.#shelved, this.#ops];
      await this.keeper.keep(before, now).catch(() => this.#weaken());
      this.#shelved = now;
    }
  }

  /** The tablet keeps nothing more: what is unsent would go with the page, and the screen must say so. */
  #weaken() {
    this.#fragile = true;
    this.onChange.emit();
  }

  /** @param {OutboxState} state */
  #become(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.onChange.emit();
  }
}

/** @param {any} error @returns {Refusal} what is no answer of the server is a lost one */
function refusalOf(error) {
  if (error?.status === undefined) console.error(error);
  const { status = 0, code = "", message = "", unanswered = true } = error ?? {};
  return { status, code, message, unanswered };
}
