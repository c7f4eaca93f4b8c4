// @ts-check
/**
 * Which mark lies under a finger.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Point} Point
 */
import { distanceToSegment } from "./geometry.js";
import { outline, SHAPES } from "./shapes.js";

/** Side of a note's sign on the page, in points; `point` is its top-left corner. As the PDF export has it. */
export const NOTE_SIZE = 20;

/** Distance of `at` from a mark in points; 0 when inside. @param {Annotation} mark @param {Point} at */
export function distanceToMark(mark, at) {
  if (mark.kind === "note") {
    const [x, y] = mark.point ?? [Infinity, Infinity];
    return outside([x, y, x + NOTE_SIZE, y + NOTE_SIZE], at);
  }
  if (mark.kind === "text" || mark.kind === "stamp") return outside(mark.box ?? [Infinity, 0, Infinity, 0], at);
  if (SHAPES.has(mark.kind)) return toStrokes(outline(mark), mark.width ?? 0, at);
  if (mark.kind !== "ink") return Math.min(Infinity, ...(mark.quads ?? []).map((quad) => outside(quad, at)));
  return toStrokes(mark.strokes ?? [], mark.width ?? 0, at);
}

/** @param {Point[][]} strokes @param {number} width @param {Point} at */
function toStrokes(strokes, width, at) {
  let nearest = Infinity;
  for (const stroke of strokes) {
    stroke.forEach((point, i) => {
      nearest = Math.min(nearest, distanceToSegment(at, stroke[i - 1] ?? point, point));
    });
  }
  return Math.max(0, nearest - width / 2);
}

/**
 * The nearest mark within `reach` points; of equally near ones the topmost, that is the last.
 * @param {Annotation[]} marks in drawing order, all of one page
 * @param {Point} at @param {number} reach @returns {Annotation | null}
 */
export function markAt(marks, at, reach) {
  let found = null;
  let best = reach;
  for (const mark of marks) {
    const distance = distanceToMark(mark, at);
    if (distance <= best) [found, best] = [mark, distance];
  }
  return found;
}

/** @param {readonly number[]} box x0, y0, x1, y1 @param {Point} at */
function outside([x0 = 0, y0 = 0, x1 = 0, y1 = 0], [x, y]) {
  return Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1));
}
