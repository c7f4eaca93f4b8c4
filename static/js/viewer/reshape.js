// @ts-check
/**
 * Moving and resizing marks. Pure; what comes out lies on the page.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Quad} Quad
 * @typedef {Partial<Pick<Annotation, "strokes" | "point" | "ends" | "box">>} Moved
 * @typedef {{width: number, height: number}} Size of a page as displayed
 */
import { clamp, hundredth } from "./geometry.js";
import { NOTE_SIZE } from "./hit.js";

/** Points: smaller, a mark could not be taken hold of again. */
const LEAST = 8;

/** Words stay with their words: only what stands freely moves. @param {Annotation} mark */
export function canMove({ kind }) {
  return !["highlight", "underline", "strikeout", "reply"].includes(kind);
}

/** @param {Annotation} mark */
export function canResize(mark) {
  return canMove(mark) && mark.kind !== "note";
}

/** The box round a mark. @param {Annotation} mark @returns {Quad | null} */
export function bounds(mark) {
  if (mark.box) return mark.box;
  if (mark.point) return [mark.point[0], mark.point[1], mark.point[0] + NOTE_SIZE, mark.point[1] + NOTE_SIZE];
  const quads = mark.quads?.flatMap(([x0, y0, x1, y1]) => /** @type {Point[]} */ ([[x0, y0], [x1, y1]]));
  const points = mark.ends ?? quads ?? mark.strokes?.flat();
  if (!points?.length) return null;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** @param {Annotation} mark @param {number} dx @param {number} dy points @param {Size} page @returns {Moved} */
export function moved(mark, dx, dy, page) {
  const box = bounds(mark);
  if (!box) return {};
  const right = clamp(dx, -box[0], Math.max(-box[0], page.width - box[2]));
  const down = clamp(dy, -box[1], Math.max(-box[1], page.height - box[3]));
  return mapped(mark, ([x, y]) => [x + right, y + down]);
}

/** Draws the lower right corner of the box to `corner`. @param {Annotation} mark @param {Point} corner @param {Size} page @returns {Moved} */
export function resized(mark, [x, y], page) {
  const box = bounds(mark);
  if (!box) return {};
  const [left, top, right, bottom] = box;
  const across = scale(left, right, clamp(x, left + LEAST, page.width));
  const along = scale(top, bottom, clamp(y, top + LEAST, page.height));
  return mapped(mark, ([px, py]) => [across(px), along(py)]);
}

/** Draws one end of a line to a place. @param {Annotation} mark @param {0 | 1} end @param {Point} at @param {Size} page @returns {Moved} */
export function bent({ ends }, end, [x, y], page) {
  if (!ends) return {};
  /** @type {Point} */
  const at = [hundredth(clamp(x, 0, page.width)), hundredth(clamp(y, 0, page.height))];
  return { ends: end === 0 ? [at, ends[1]] : [ends[0], at] };
}

/** @param {number} from @param {number} to @param {number} wanted where `to` goes @returns {(value: number) => number} */
function scale(from, to, wanted) {
  const length = to - from;
  return (value) => (length < 0.01 ? value : from + ((value - from) / length) * (wanted - from));
}

/** @param {Annotation} mark @param {(point: Point) => Point} map @returns {Moved} */
function mapped({ strokes, point, ends, box }, map) {
  const place = (/** @type {Point} */ at) => /** @type {Point} */ (map(at).map(hundredth));
  if (strokes) return { strokes: strokes.map((stroke) => stroke.map(place)) };
  if (point) return { point: place(point) };
  if (ends) return { ends: [place(ends[0]), place(ends[1])] };
  if (box) return { box: [...place([box[0], box[1]]), ...place([box[2], box[3]])] };
  return {};
}
