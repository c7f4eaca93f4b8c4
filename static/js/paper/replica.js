// @ts-check
/**
 * The marks on the paper that is open: what the server said, and over it what was done here and is not yet answered.
 * @typedef {import("../viewer/types").Annotation} Annotation
 * @typedef {import("../viewer/paper-viewer.js").PaperViewer} PaperViewer
 * @typedef {import("./queue.js").Op} Op
 */
import { known, learn } from "./sending.js";

/** A mark that cannot be drawn here must not keep the others away. @param {PaperViewer} viewer @param {any} change */
export function take(viewer, change) {
  try {
    viewer.apply(change);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.warn(error.message);
  }
}

/** @param {PaperViewer} viewer @param {Op} op */
function show(viewer, op) {
  if (op.type === "removed") viewer.apply({ type: "removed", annotation: { id: op.mark } });
  else if (op.type === "added") take(viewer, { type: "added", annotation: op.annotation });
  else take(viewer, { type: "changed", annotation: { ...op.annotation, revision: known(op.annotation) + 1 } });
}

/** @param {PaperViewer} viewer @param {Annotation} sent @param {{annotations: {id: string, revision: number, deleted: boolean}[]}} answer */
function confirm(viewer, sent, answer) {
  const stored = answer.annotations.find((mark) => mark.id === sent.id);
  if (stored) take(viewer, { type: "added", annotation: { ...sent, revision: stored.revision, deleted: stored.deleted } });
}

export class Replica {
  /** Notes that were put and have no words yet: nobody else needs to hear of them. @type {Set<string>} */
  #wordless = new Set();

  /** @param {PaperViewer} viewer @param {string} version @param {import("./outbox.js").Outbox} outbox */
  constructor(viewer, version, outbox) {
    this.viewer = viewer;
    this.version = version;
    this.outbox = outbox;
  }

  /** @param {Annotation[]} marks as the server listed them */
  fill(marks) {
    for (const annotation of marks) take(this.viewer, { type: "added", annotation });
    // On top, what this person did earlier and the server has not yet heard of.
    for (const op of this.outbox.of(this.version)) show(this.viewer, op);
  }

  /** @param {import("../viewer/types").Change} change done here @returns {boolean} whether it is more than a note without words that went */
  done({ type, annotation }) {
    const { id, kind, text } = annotation;
    const isNew = type === "added" || this.#wordless.has(id);
    this.#wordless.delete(id);
    if (type === "removed" && isNew) return false;
    if (isNew && (kind === "note" || kind === "text") && !text) this.#wordless.add(id);
    else this.outbox.push(this.version, { type: isNew ? "added" : type, annotation });
    return true;
  }

  /** @param {string} type @param {any} payload of an event of a shared layer */
  heard(type, payload) {
    if (type === "annotation.removed") return this.viewer.apply({ type: "removed", annotation: { id: payload.id } });
    learn(payload);
    take(this.viewer, { type: type === "annotation.added" ? "added" : "changed", annotation: payload });
    this.#overlay(payload.id);
  }

  /** @param {readonly Op[]} batch @param {any} answer of the server */
  settled(batch, answer) {
    for (const op of batch.filter((sent) => sent.version === this.version)) {
      if (op.type === "removed") this.viewer.apply({ type: "removed", annotation: { id: op.mark } });
      else if (op.type === "changed") take(this.viewer, { type: "changed", annotation: answer });
      else confirm(this.viewer, op.annotation, answer);
      this.#overlay(op.mark);
    }
  }

  /** What was done here since stays to be seen over what the server says. @param {string} mark */
  #overlay(mark) {
    for (const op of this.outbox.of(this.version)) if (op.mark === mark) show(this.viewer, op);
  }
}
