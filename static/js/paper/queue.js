// @ts-check
/**
 * What this person did to marks and the server has not yet answered, in order. Pure: lists in, lists out.
 * An operation that was tried stays as it was sent, since the server may have done it; later ones follow it.
 * @typedef {import("../viewer/types").Annotation} Annotation
 * @typedef {import("../viewer/types").Change} Change
 * @typedef {{
 *   key: number, person: string, version: string, mark: string,
 *   type: "added" | "changed" | "removed", annotation: Annotation, batch: string | null
 * }} Op
 */

/** Marks in one request; the server takes 500. */
export const BATCH = 100;
/** Characters of JSON in one request; the server takes 4 MB. */
export const BATCH_SIZE = 1_000_000;

/**
 * Adds an operation, and takes away what it makes needless.
 * @param {readonly Op[]} ops
 * @param {Op} op
 * @returns {Op[]}
 */
export function enqueue(ops, op) {
  const last = ops.findLastIndex((known) => known.mark === op.mark);
  const before = ops[last];
  if (!before || before.batch !== null) return [...ops, op];
  const rest = ops.toSpliced(last, 1);
  if (op.type === "removed") return before.type === "added" ? rest : enqueue(rest, op);
  return ops.with(last, { ...before, annotation: op.annotation });
}

/**
 * The operations of the next request: marks added to one paper go together, everything else alone.
 * Those that were sent before without an answer go again exactly as they went.
 * @param {readonly Op[]} ops
 * @returns {Op[]}
 */
export function nextBatch(ops) {
  const first = ops[0];
  if (!first) return [];
  if (first.batch !== null) return ops.filter((op) => op.batch === first.batch);
  if (first.type !== "added") return [first];
  const batch = [];
  let size = 0;
  for (const op of ops) {
    size += JSON.stringify(op.annotation).length;
    const fits = op.batch === null && op.type === "added" && op.version === first.version;
    if (!fits || batch.length === BATCH || (batch.length > 0 && size > BATCH_SIZE)) break;
    batch.push(op);
  }
  return batch;
}

/**
 * Writes the request id into the operations of a batch, so that a retry is the same request.
 * @param {readonly Op[]} ops
 * @param {readonly Op[]} batch
 * @param {() => string} newId
 * @returns {Op[]}
 */
export function sealed(ops, batch, newId) {
  if (batch.length === 0 || batch[0]?.batch !== null) return [...ops];
  const keys = new Set(batch.map((op) => op.key));
  const id = newId();
  return ops.map((op) => (keys.has(op.key) ? { ...op, batch: id } : op));
}

/**
 * Parts a refused batch, so that one bad mark does not hold back the others.
 * @param {readonly Op[]} ops
 * @param {string} batch
 * @param {() => string} newId
 * @returns {Op[]}
 */
export function parted(ops, batch, newId) {
  return ops.map((op) => (op.batch === batch ? { ...op, batch: newId() } : op));
}

/**
 * The operations without those of a batch.
 * @param {readonly Op[]} ops
 * @param {string} batch
 * @returns {Op[]}
 */
export function without(ops, batch) {
  return ops.filter((op) => op.batch !== batch);
}

/**
 * The operations without any on one mark: what was built on a refused one falls with it.
 * @param {readonly Op[]} ops
 * @param {string} mark
 * @returns {Op[]}
 */
export function withoutMark(ops, mark) {
  return ops.filter((op) => op.mark !== mark);
}

/**
 * What the API takes of a mark that is new.
 * @param {Annotation} mark
 */
export function newMark(mark) {
  const { id, layer, unit_id, kind, page, parent, state, stamp } = mark;
  return { id, layer, kind, page, ...drawn({ unit_id, parent, state, stamp }), ...looks(mark) };
}

/**
 * What the API takes of a mark that changed.
 * @param {Annotation} mark
 * @param {number} revision the one that was seen
 */
export function changedMark(mark, revision) {
  return { revision, ...looks(mark) };
}

/** @param {Annotation} mark */
function looks({ color, opacity, strokes, width, quads, quote, point, ends, box, size, text }) {
  return drawn({ color, opacity, strokes, width, quads, quote, point, ends, box, size, text });
}

/** @param {Record<string, unknown>} fields without those that the kind does not have */
function drawn(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
