// @ts-check
/**
 * Puts on the viewer's copy what the server said, and what was done here and is not yet answered.
 * @typedef {import("../viewer/types").Annotation} Annotation
 * @typedef {import("../viewer/paper-viewer.js").PaperViewer} PaperViewer
 * @typedef {import("./queue.js").Op} Op
 */
import { known } from "./sending.js";

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
export function show(viewer, op) {
  if (op.type === "removed") viewer.apply({ type: "removed", annotation: { id: op.mark } });
  else if (op.type === "added") take(viewer, { type: "added", annotation: op.annotation });
  else take(viewer, { type: "changed", annotation: { ...op.annotation, revision: known(op.annotation) + 1 } });
}

/** @param {PaperViewer} viewer @param {Annotation} sent @param {{annotations: {id: string, revision: number, deleted: boolean}[]}} answer */
export function confirm(viewer, sent, answer) {
  const stored = answer.annotations.find((mark) => mark.id === sent.id);
  if (stored) take(viewer, { type: "added", annotation: { ...sent, revision: stored.revision, deleted: stored.deleted } });
}
