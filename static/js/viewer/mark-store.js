// @ts-check
/**
 * A replica of the marks of one paper. What the server said (`confirmed`) and what was done here and is
 * not yet answered (`pending`) are kept apart, so a refusal can be taken back and a replay changes nothing.
 * Changes may come in any order and any number of times: the end state is the same (merge.js).
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Applied} Applied
 * @typedef {import("./merge.js").Gone} Gone
 * @typedef {{confirmed: Annotation | Gone | null, pending: Annotation | null, hiding: boolean}} Entry
 */
import { canonical, merge } from "./merge.js";

export class MarkStore {
  /** @type {Map<string, Entry>} */
  #entries = new Map();

  /** The mark as it is to be seen here, or null; a reply goes with what it answers. @param {string} id @returns {Annotation | null} */
  get(id) {
    const mark = this.#own(id);
    return mark?.parent && !this.#own(mark.parent) ? null : mark;
  }

  /** Marks to be seen, of one page or all, oldest first. @param {number} [page] @returns {Annotation[]} */
  all(page) {
    const marks = [];
    for (const id of this.#entries.keys()) {
      const mark = this.get(id);
      if (mark && (page === undefined || mark.page === page)) marks.push(mark);
    }
    return marks.sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1));
  }

  /** Takes in what the server says. True if what is to be seen changed. @param {Applied} change */
  apply(change) {
    const { id } = change.annotation;
    const said = change.type === "removed" ? { id, deleted: /** @type {const} */ (true) } : change.annotation;
    return this.#watch(id, (entry) => {
      const before = entry.confirmed;
      const after = (entry.confirmed = merge(before, /** @type {Annotation | Gone} */ (said)));
      if (after.deleted) Object.assign(entry, { pending: null, hiding: false });
      else if (after !== before && entry.pending && after.revision > entry.pending.revision) entry.pending = null;
    });
  }

  /** Records what was added or changed here, until the server answers. @param {Annotation} mark */
  put(mark) {
    return this.#watch(mark.id, (entry) => {
      if (!entry.confirmed?.deleted) entry.pending = { ...mark, revision: entry.confirmed?.revision ?? 0 };
    });
  }

  /** Hides what was erased here, until the server answers. @param {string} id */
  hide(id) {
    return this.#watch(id, (entry) => {
      entry.hiding = true;
    });
  }

  /** Takes back what the server refused: back to what it last said. @param {string} id */
  revert(id) {
    return this.#watch(id, (entry) => {
      entry.pending = null;
      entry.hiding = false;
    });
  }

  /** Forgets marks altogether: they are not this person's to see any more. @param {(mark: Annotation) => boolean} which @returns {string[]} their ids */
  forget(which) {
    const gone = [];
    for (const [id, { confirmed, pending }] of this.#entries) {
      const mark = pending ?? confirmed;
      if (!mark || mark.deleted || !which(mark)) continue;
      this.#entries.delete(id);
      gone.push(id);
    }
    return gone;
  }

  /** The confirmed state as text, for comparing replicas. */
  digest() {
    const rows = [...this.#entries].map(([id, { confirmed }]) => [id, confirmed?.deleted ? "gone" : canonical(confirmed)]);
    return canonical(rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  }

  /** @param {string} id @returns {Annotation | null} */
  #own(id) {
    const entry = this.#entries.get(id);
    if (!entry || entry.hiding || entry.confirmed?.deleted) return null;
    return entry.pending ?? /** @type {Annotation | null} */ (entry.confirmed);
  }

  /** @param {string} id @param {(entry: Entry) => void} act */
  #watch(id, act) {
    const before = this.get(id);
    const entry = this.#entries.get(id) ?? { confirmed: null, pending: null, hiding: false };
    this.#entries.set(id, entry);
    act(entry);
    const after = this.get(id);
    return before !== after && canonical(before) !== canonical(after);
  }
}
