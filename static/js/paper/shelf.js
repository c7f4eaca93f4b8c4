// @ts-check
/**
 * Where unsent operations outlive the page: IndexedDB. Where the browser has none, they live in memory and
 * `durable` says so.
 * @typedef {import("./queue.js").Op} Op
 */

import { answer, done } from "../indexed.js";
import { MARKS } from "../kept.js";

const STORE = "ops";

export class Shelf {
  /** @type {Promise<IDBDatabase | null>} */
  #open;

  constructor() {
    this.#open = open().catch(() => null);
  }

  /** Lets go of the base, so that it can be deleted. */
  async close() {
    (await this.#open)?.close();
  }

  /** @returns {Promise<boolean>} whether what is kept here survives closing the page */
  async durable() {
    return (await this.#open) !== null;
  }

  /** @param {string} person @returns {Promise<Op[]>} what this person left, oldest first */
  async all(person) {
    const base = await this.#open;
    if (!base) return [];
    /** @type {Op[]} */
    const ops = await answer(base.transaction(STORE).objectStore(STORE).getAll());
    return ops.filter((op) => op.person === person).sort((a, b) => a.key - b.key);
  }

  /**
   * Makes the shelf hold `now` where it held `before`.
   * @param {readonly Op[]} before
   * @param {readonly Op[]} now
   */
  async keep(before, now) {
    const base = await this.#open;
    if (!base) return;
    const known = new Map(before.map((op) => [op.key, op]));
    const left = new Set(now.map((op) => op.key));
    const work = base.transaction(STORE, "readwrite", { durability: "strict" });
    const store = work.objectStore(STORE);
    for (const op of now) if (known.get(op.key) !== op) store.put(op);
    for (const op of before) if (!left.has(op.key)) store.delete(op.key);
    await done(work);
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const asked = indexedDB.open(MARKS, 1);
  asked.addEventListener("upgradeneeded", () => asked.result.createObjectStore(STORE, { keyPath: "key" }));
  return answer(asked);
}
