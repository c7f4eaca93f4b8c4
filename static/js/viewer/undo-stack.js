// @ts-check
/**
 * What this person did here, so the last step can be taken back. Others' changes never enter it.
 * A mark brought back gets a new id, because a removal is final for everyone (see mark-store.js).
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Change} Change
 * @typedef {{type: Change["type"], before: Annotation | null, after: Annotation | null}} Step
 */

const DEPTH = 100;

export class UndoStack {
  /** @type {Step[]} */
  #steps = [];

  get size() {
    return this.#steps.length;
  }

  /** @param {Change["type"]} type @param {Annotation | null} before @param {Annotation | null} after */
  push(type, before, after) {
    this.#steps.push({ type, before, after });
    if (this.#steps.length > DEPTH) this.#steps.shift();
  }

  /**
   * The change that takes back the last step still standing, or null when there is none.
   * @param {(id: string) => Annotation | null} current the mark as it is now
   * @param {() => string} newId
   * @returns {Change | null}
   */
  pop(current, newId) {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      const change = inverse(step, current, newId);
      if (!change) continue;
      if (change.type === "added" && step.before) this.#rename(step.before.id, change.annotation.id);
      return change;
    }
    return null;
  }

  /** @param {string} from @param {string} to */
  #rename(from, to) {
    for (const step of this.#steps) {
      if (step.before?.id === from) step.before = { ...step.before, id: to };
      if (step.after?.id === from) step.after = { ...step.after, id: to };
    }
  }
}

/** @param {Step} step @param {(id: string) => Annotation | null} current @param {() => string} newId @returns {Change | null} */
function inverse({ type, before, after }, current, newId) {
  if (type === "removed" && before) {
    return { type: "added", annotation: { ...before, id: newId(), revision: 0, deleted: false } };
  }
  const now = after && current(after.id);
  if (!now) return null;
  if (type === "added") return { type: "removed", annotation: now };
  return before && { type: "changed", annotation: { ...before, id: now.id, revision: now.revision } };
}
