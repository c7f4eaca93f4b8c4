// @ts-check
/**
 * The wire format to what EmbedPDF draws, and a text selection of EmbedPDF to the wire's quads.
 * Pure: numbers of EmbedPDF's enums stand here, so nothing of it is loaded for the tests.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").PageBox} PageBox
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Quad} Quad
 * @typedef {import("@embedpdf/snippet").Rect} Rect
 * @typedef {import("@embedpdf/snippet").PdfAnnotationObject} ViewerObject
 */
import { hexColor } from "./colors.js";
import { hundredth, quadOf, toPageSpace, toViewerSpace } from "./geometry.js";
import { NOTE_SIZE } from "./hit.js";
import { stampSize, TEXT_SIZE } from "./letters.js";
import { frame, outline, SHAPES } from "./shapes.js";

/** PdfAnnotationSubtype and PdfBlendMode of @embedpdf/models. */
export const SUBTYPE = Object.freeze({ TEXT: 1, FREETEXT: 3, HIGHLIGHT: 9, INK: 15 });
const MULTIPLY = 1;
/** PdfStandardFont, PdfTextAlignment, PdfVerticalAlignment. */
const TIMES = { roman: 8, bold: 9 };
const ALIGN = { left: 0, center: 1 };
const VERTICAL = { top: 0, middle: 1 };
/** Points. */
const UNDERLINE_WIDTH = 1.5;
const STAMP_WIDTH = 1.5;
/** What a stamp says, by its name. @typedef {Partial<Record<import("./types").Stamp, string>>} StampWords */

/** @param {PageBox} page @param {Quad} quad @returns {Rect} */
export function rectFromQuad(page, [x0, y0, x1, y1]) {
  const a = toViewerSpace(page, [x0, y0]);
  const b = toViewerSpace(page, [x1, y1]);
  const origin = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) };
  return { origin, size: { width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) } };
}

/** @param {PageBox} page @param {Rect} rect @returns {Quad} */
export function quadFromRect(page, { origin, size }) {
  const quad = quadOf(
    toPageSpace(page, origin.x, origin.y),
    toPageSpace(page, origin.x + size.width, origin.y + size.height),
  );
  return /** @type {Quad} */ (quad.map(hundredth));
}

/** The text of a selection as it is quoted: NFC, one line, single spaces. @param {string} text */
export function quoteOf(text) {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/**
 * The line under a quad: along its lower edge as displayed. Where the text itself runs down the page
 * (a quad higher than wide on a page shown turned) it is the lower edge before turning.
 * @param {PageBox} page @param {Quad} quad @returns {Point[]} page space
 */
export function underlineOf(page, [x0, y0, x1, y1]) {
  if (page.rotation % 2 === 0 || y1 - y0 <= x1 - x0) return [[x0, y1], [x1, y1]];
  const x = page.rotation % 4 === 1 ? x0 : x1;
  return [[x, y0], [x, y1]];
}

/** The line through a quad, in the middle of its height. @param {PageBox} page @param {Quad} quad @returns {Point[]} page space */
export function strikeoutOf(page, [x0, y0, x1, y1]) {
  if (page.rotation % 2 === 0 || y1 - y0 <= x1 - x0) return [[x0, (y0 + y1) / 2], [x1, (y0 + y1) / 2]];
  return [[(x0 + x1) / 2, y0], [(x0 + x1) / 2, y1]];
}

/** Strokes in viewer space. @param {PageBox} page @param {Point[][]} strokes */
export function inkList(page, strokes) {
  return strokes.map((stroke) => ({ points: stroke.map((point) => toViewerSpace(page, point)) }));
}

/** The box round some strokes, with room for the line's width. @param {{points: {x: number, y: number}[]}[]} list @param {number} width @returns {Rect} */
export function boundsOf(list, width) {
  const points = list.flatMap((stroke) => stroke.points);
  const left = Math.min(...points.map((p) => p.x)) - width / 2;
  const top = Math.min(...points.map((p) => p.y)) - width / 2;
  const right = Math.max(...points.map((p) => p.x)) + width / 2;
  const bottom = Math.max(...points.map((p) => p.y)) + width / 2;
  return { origin: { x: left, y: top }, size: { width: right - left, height: bottom - top } };
}

/** @param {Rect[]} rects @returns {Rect} */
function union(rects) {
  const corners = rects.map(({ origin, size }) => ({
    points: [origin, { x: origin.x + size.width, y: origin.y + size.height }],
  }));
  return boundsOf(corners, 0);
}

/**
 * What EmbedPDF is to draw for a mark.
 * @param {Annotation} mark @param {PageBox} page @returns {ViewerObject}
 * @throws {RangeError} when the mark lacks what its kind needs
 */
export function toViewerObject(mark, page) {
  const base = {
    id: mark.id,
    pageIndex: mark.page - 1,
    author: mark.author.name,
    strokeColor: hexColor(mark.color),
    opacity: mark.opacity,
    contents: mark.text ?? "",
  };
  return /** @type {ViewerObject} */ (/** @type {unknown} */ ({ ...base, ...shapeOf(mark, page) }));
}

/**
 * All that EmbedPDF is to draw for a mark: a stamp is a frame and its words, a reply nothing.
 * @param {Annotation} mark @param {PageBox} page @param {StampWords} [words]
 * @returns {ViewerObject[]}
 */
export function toViewerObjects(mark, page, words = {}) {
  if (mark.kind === "reply") return [];
  const first = toViewerObject(mark, page);
  if (mark.kind !== "stamp" || !mark.box) return [first];
  const said = (mark.stamp && words[mark.stamp]) || mark.stamp || "";
  const [x0, y0, x1, y1] = mark.box;
  const size = stampSize(said, x1 - x0, y1 - y0);
  const look = { ...lettering(page, mark.box, size), fontFamily: TIMES.bold, textAlign: ALIGN.center, verticalAlign: VERTICAL.middle };
  const letters = { ...first, ...look, id: `${mark.id}:words`, contents: said.toLocaleUpperCase("vi"), fontColor: hexColor(mark.color) };
  return [first, /** @type {ViewerObject} */ (/** @type {unknown} */ (letters))];
}

/**
 * Lets a mark pass only if it can be drawn, so that a malformed one never stops its neighbours.
 * @param {Annotation} mark @throws {RangeError}
 */
export function checkMark(mark) {
  if (mark.kind !== "reply") toViewerObject(mark, { width: 1, height: 1, rotation: 0 });
  else required(mark, mark.parent);
}

/** @param {Annotation} mark @param {PageBox} page */
function shapeOf(mark, page) {
  if (mark.kind === "note") {
    const [x, y] = required(mark, mark.point);
    return { type: SUBTYPE.TEXT, rect: rectFromQuad(page, [x, y, x + NOTE_SIZE, y + NOTE_SIZE]), flags: ["noRotate"] };
  }
  if (mark.kind === "highlight") {
    const rects = some(mark, mark.quads).map((quad) => rectFromQuad(page, quad));
    return { type: SUBTYPE.HIGHLIGHT, segmentRects: rects, rect: union(rects), blendMode: MULTIPLY };
  }
  if (mark.kind === "text") {
    const look = lettering(page, required(mark, mark.box), mark.size ?? TEXT_SIZE);
    return { ...look, fontFamily: TIMES.roman, fontColor: hexColor(mark.color), textAlign: ALIGN.left, verticalAlign: VERTICAL.top };
  }
  const list = inkList(page, strokesOf(mark, page));
  const width = mark.kind === "ink" || SHAPES.has(mark.kind) ? mark.width || 1 : mark.kind === "stamp" ? STAMP_WIDTH : UNDERLINE_WIDTH;
  return { type: SUBTYPE.INK, inkList: list, strokeWidth: width, rect: boundsOf(list, width) };
}

/** @param {Annotation} mark @param {PageBox} page @returns {Point[][]} page space */
function strokesOf(mark, page) {
  if (mark.kind === "ink") return some(mark, mark.strokes);
  if (mark.kind === "stamp") {
    // Its line lies within the box, as in a file.
    const [x0, y0, x1, y1] = required(mark, mark.box);
    const half = STAMP_WIDTH / 2;
    return [frame([x0 + half, y0 + half, x1 - half, y1 - half])];
  }
  if (SHAPES.has(mark.kind)) return some(mark, outline(mark));
  return some(mark, mark.quads).map((quad) => (mark.kind === "strikeout" ? strikeoutOf(page, quad) : underlineOf(page, quad)));
}

/**
 * Words in a box, upright as displayed: on a turned page they are turned back round the middle of their box.
 * @param {PageBox} page @param {Quad} quad @param {number} size
 */
function lettering(page, quad, size) {
  const rect = rectFromQuad(page, quad);
  const upright = { width: quad[2] - quad[0], height: quad[3] - quad[1] };
  const middle = { x: rect.origin.x + rect.size.width / 2, y: rect.origin.y + rect.size.height / 2 };
  const origin = { x: middle.x - upright.width / 2, y: middle.y - upright.height / 2 };
  const turn = (4 - (page.rotation % 4)) % 4;
  const turned = turn === 0 ? {} : { rotation: turn * 90, unrotatedRect: { origin, size: upright } };
  return { type: SUBTYPE.FREETEXT, rect, fontSize: size, ...turned };
}

/** @template T @param {Annotation} mark @param {T | undefined} value @returns {T} */
function required(mark, value) {
  if (value === undefined) throw new RangeError(`${mark.kind} ${mark.id}: its shape is missing`);
  return value;
}

/** @template T @param {Annotation} mark @param {T[] | undefined} values @returns {T[]} */
function some(mark, values) {
  if (!values?.length) throw new RangeError(`${mark.kind} ${mark.id}: its shape is missing`);
  return values;
}
