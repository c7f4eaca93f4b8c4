// @ts-check
/**
 * Words on a page: how large they stand. As the PDF export sets them (documents/pdf/inside/lettering.py).
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Quad} Quad
 */
import { hundredth } from "./geometry.js";

export const TEXT_SIZE = 14;
export const LEADING = 1.18;
const TEXT_WIDTH = 220;
const STAMP = { width: 130, height: 36 };
/** Of a bold capital at most, in letter sizes. */
const CAPITAL = 0.78;
/** Room at the edge of a page. */
const MARGIN = 6;

/** The size of the letters of a stamp. @param {string} words @param {number} width @param {number} height */
export function stampSize(words, width, height) {
  return Math.max(1, Math.min((width - 8) / (Math.max(words.length, 1) * CAPITAL), height * 0.55));
}

/** Where a stamp pressed at a place stands: round it, whole on the page. @param {Point} at @param {{width: number, height: number}} page @returns {Quad} */
export function stampBox([x, y], page) {
  const left = Math.max(0, Math.min(x - STAMP.width / 2, page.width - STAMP.width));
  const top = Math.max(0, Math.min(y - STAMP.height / 2, page.height - STAMP.height));
  return /** @type {Quad} */ ([left, top, Math.min(left + STAMP.width, page.width), Math.min(top + STAMP.height, page.height)].map(hundredth));
}

/** Where words written at a place stand, before there are any. @param {Point} at @param {{width: number, height: number}} page @returns {Quad} */
export function textBox([x, y], page) {
  const left = Math.max(0, Math.min(x, page.width - MARGIN - TEXT_WIDTH / 2));
  const top = Math.max(0, Math.min(y - TEXT_SIZE / 2, page.height - TEXT_SIZE * LEADING));
  const box = [left, top, Math.min(left + TEXT_WIDTH, page.width - MARGIN), top + TEXT_SIZE * LEADING];
  return /** @type {Quad} */ (box.map(hundredth));
}

/**
 * The box made as high as its words need.
 * @param {Pick<Annotation, "box" | "size">} mark @param {string} text @param {number} pageHeight
 * @param {(words: string) => number} [measure] width in letter sizes
 * @returns {Quad | undefined}
 */
export function fitted({ box, size = TEXT_SIZE }, text, pageHeight, measure = wide) {
  if (!box) return undefined;
  const lines = text.split("\n").reduce((sum, line) => sum + lineCount(line, (box[2] - box[0]) / size, measure), 0);
  const height = Math.min(lines * size * LEADING + 1, pageHeight);
  const top = Math.max(0, Math.min(box[1], pageHeight - height));
  return [box[0], hundredth(top), box[2], hundredth(Math.min(top + height, pageHeight))];
}

/** @param {string} line @param {number} room @param {(words: string) => number} measure */
function lineCount(line, room, measure) {
  let [count, now] = [1, ""];
  for (const word of line.split(" ")) {
    const wider = now ? `${now} ${word}` : word;
    if (!now || measure(wider) <= room) now = wider;
    else [count, now] = [count + 1, word];
  }
  return count;
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let pen;

/** @param {string} words */
function wide(words) {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return words.length / 2;
  pen.font = '100px "Times New Roman", Times, serif';
  return pen.measureText(words).width / 100;
}
