// @ts-check
/**
 * A replica of the marks of one paper. What the server said (`confirmed`) and what was done here and is
 * not yet answered (`pending`) are kept apart, so a refusal can be taken back and a replay changes nothing.
 * Changes may come in any order and any number of times: the end state is the same.
 *
 * Rules: a removal is final; otherwise the higher revision wins; of two with the same revision the one
 * whose JSON sorts later wins (a server that numbers revisions never lets that happen).
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Applied} Applied
 * @typedef {{confirmed: Annotation | null, pending: Annotation | null, hiding: boolean, gone: boolean}} Entry
 */

/** JSON with sorted keys: equal objects give equal text. @param {unknown} value @returns {string} */
export function canonical(value) {
  return JSON.stringify(value, (_key, inner) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** @param {Annotation} a @param {Annotation} b */
function wins(a, b) {
  if (a.revision !== b.revision) return a.revision > b.revision;
  return canonical(a) > canonical(b);
}

export class MarkStore {
  /** @type {Map<string, Entry>} */
  #entries = new Map();

  /** The mark as it is to be seen here, or null. @param {string} id @returns {Annotation | null} */
  get(id) {
    const entry = this.#entries.get(id);
    if (!entry || entry.gone || entry.hiding) return null;
    return entry.pending ?? entry.confirmed;
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
    return this.#watch(change.annotation.id, (entry) => {
      if (change.type === "removed" || change.annotation.deleted) {
        Object.assign(entry, { confirmed: null, pending: null, hiding: false, gone: true });
        return;
      }
      const mark = change.annotation;
      if (entry.gone || (entry.confirmed && !wins(mark, entry.confirmed))) return;
      entry.confirmed = mark;
      if (entry.pending && mark.revision > entry.pending.revision) entry.pending = null;
    });
  }

  /** Records what was added or changed here, until the server answers. @param {Annotation} mark */
  put(mark) {
    return this.#watch(mark.id, (entry) => {
      if (!entry.gone) entry.pending = { ...mark, revision: entry.confirmed?.revision ?? 0 };
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

  /** The confirmed state as text, for comparing replicas. */
  digest() {
    const rows = [...this.#entries].map(([id, entry]) => [id, entry.gone ? "gone" : canonical(entry.confirmed)]);
    return canonical(rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  }

  /** @param {string} id @param {(entry: Entry) => void} act */
  #watch(id, act) {
    const before = this.get(id);
    const entry = this.#entries.get(id) ?? { confirmed: null, pending: null, hiding: false, gone: false };
    this.#entries.set(id, entry);
    act(entry);
    const after = this.get(id);
    return before !== after && canonical(before) !== canonical(after);
  }
}
