// @ts-check
/**
 * What this person did here, so the last step can be taken back, and done again. Others' changes never enter it.
 * A mark brought back gets a new id, because a removal is final for everyone (see merge.js).
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Change} Change
 * @typedef {{type: Change["type"], before: Annotation | null, after: Annotation | null}} Step
 * @typedef {(id: string) => Annotation | null} Current the mark as it is now
 */

const DEPTH = 100;

export class UndoStack {
  /** @type {Step[]} */
  #steps = [];
  /** Steps taken back, the last on top. @type {Step[]} */
  #undone = [];

  get size() {
    return this.#steps.length;
  }

  get undone() {
    return this.#undone.length;
  }

  /** @param {Change["type"]} type @param {Annotation | null} before @param {Annotation | null} after */
  push(type, before, after) {
    this.#undone = [];
    this.#keep({ type, before, after });
  }

  /**
   * The change that takes back the last step still standing, or null when there is none.
   * @param {Current} current @param {() => string} newId @returns {Change | null}
   */
  pop(current, newId) {
    return this.#turn(this.#steps, (step) => this.#undone.push(step), current, newId);
  }

  /** The change that does again what was taken back last, or null. @param {Current} current @param {() => string} newId @returns {Change | null} */
  again(current, newId) {
    return this.#turn(this.#undone, (step) => this.#keep(step), current, newId);
  }

  /** @param {Step} step */
  #keep(step) {
    this.#steps.push(step);
    if (this.#steps.length > DEPTH) this.#steps.shift();
  }

  /** @param {Step[]} from @param {(step: Step) => void} keep @param {Current} current @param {() => string} newId */
  #turn(from, keep, current, newId) {
    for (let step = from.pop(); step; step = from.pop()) {
      const change = inverse(step, current, newId);
      if (!change) continue;
      const now = current(change.annotation.id);
      if (change.type === "added" && step.before) this.#rename(step.before.id, change.annotation.id);
      keep(stepOf(change, now));
      return change;
    }
    return null;
  }

  /** @param {string} from @param {string} to */
  #rename(from, to) {
    for (const step of [...this.#steps, ...this.#undone]) {
      if (step.before?.id === from) step.before = { ...step.before, id: to };
      if (step.after?.id === from) step.after = { ...step.after, id: to };
    }
  }
}

/** @param {Change} change @param {Annotation | null} now the mark before it @returns {Step} */
function stepOf({ type, annotation }, now) {
  if (type === "added") return { type, before: null, after: annotation };
  if (type === "removed") return { type, before: annotation, after: null };
  return { type, before: now, after: annotation };
}

/** @param {Step} step @param {Current} current @param {() => string} newId @returns {Change | null} */
function inverse({ type, before, after }, current, newId) {
  if (type === "removed" && before) {
    return { type: "added", annotation: { ...before, id: newId(), revision: 0, deleted: false } };
  }
  const now = after && current(after.id);
  if (!now) return null;
  if (type === "added") return { type: "removed", annotation: now };
  return before && { type: "changed", annotation: { ...before, id: now.id, revision: now.revision } };
}
