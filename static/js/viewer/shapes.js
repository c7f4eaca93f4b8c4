// @ts-check
/**
 * The lines that shapes are made of, in page space; as the PDF export draws them (documents/pdf/inside/shapes.py).
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Kind} Kind
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Quad} Quad
 */
import { quadOf } from "./geometry.js";

/** Length of an arrow's head in widths of its line, and in points at least. */
const HEAD = 6;
const HEAD_LEAST = 9;
/** Sides of the polygon an ellipse is drawn as: no corner is seen at any size of a page. */
const SIDES = 64;

/** @type {ReadonlySet<string>} */
export const SHAPES = new Set(["line", "arrow", "rectangle", "ellipse"]);

/** What a shape drawn from `a` to `b` is made of. @param {Kind} kind @param {Point} a @param {Point} b @returns {Partial<Annotation>} */
export function shapeBetween(kind, a, b) {
  return kind === "line" || kind === "arrow" ? { ends: [a, b] } : { box: quadOf(a, b) };
}

/** @param {Pick<Annotation, "kind" | "ends" | "box" | "width">} mark @returns {Point[][]} none when its shape is missing */
export function outline({ kind, ends, box, width = 1 }) {
  if (ends) return kind === "arrow" ? [[...ends], head(ends[0], ends[1], width)] : [[...ends]];
  if (!box) return [];
  return [kind === "ellipse" ? round(box) : frame(box)];
}

/** @param {Quad} box @returns {Point[]} closed */
export function frame([x0, y0, x1, y1]) {
  return [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]];
}

/** @param {Quad} box @returns {Point[]} closed */
function round([x0, y0, x1, y1]) {
  return Array.from({ length: SIDES + 1 }, (_, i) => {
    const turn = (2 * Math.PI * i) / SIDES;
    return [(x0 + x1) / 2 + ((x1 - x0) / 2) * Math.cos(turn), (y0 + y1) / 2 + ((y1 - y0) / 2) * Math.sin(turn)];
  });
}

/** @param {Point} start @param {Point} end @param {number} width @returns {Point[]} */
function head(start, end, width) {
  const length = Math.max(HEAD_LEAST, HEAD * width);
  const back = Math.atan2(start[1] - end[1], start[0] - end[0]);
  const wing = (/** @type {number} */ turn) => /** @type {Point} */ ([end[0] + length * Math.cos(back + turn), end[1] + length * Math.sin(back + turn)]);
  return [wing(Math.PI / 6), end, wing(-Math.PI / 6)];
}
