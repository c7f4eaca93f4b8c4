// @ts-check
/**
 * What each tool does with a pointer, and the EmbedPDF mode it needs.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").LiveStroke} LiveStroke
 * @typedef {import("./types").Tool} Tool
 * @typedef {import("./pointers.js").Hand} Hand
 */
import { MODE } from "./embed.js";
import { displaySize, clamp, hundredth } from "./geometry.js";
import { NOTE_SIZE } from "./hit.js";
import { MoveHand } from "./move-hand.js";
import { eraserHand, penHand } from "./pen.js";
import { pointerHand, shapeHand, stampHand, textHand } from "./shape-hands.js";

/** How far from a mark a finger still means it, in pixels. */
const REACH = 14;

/** @type {Record<Tool, string>} */
export const MODE_OF = {
  pan: MODE.PAN, move: MODE.DRAW, pointer: MODE.DRAW, pen: MODE.DRAW, highlight: MODE.TEXT, underline: MODE.TEXT, strikeout: MODE.TEXT,
  note: MODE.DRAW, eraser: MODE.DRAW, line: MODE.DRAW, arrow: MODE.DRAW, rectangle: MODE.DRAW, ellipse: MODE.DRAW, text: MODE.DRAW, stamp: MODE.DRAW,
};

/**
 * @param {import("./marks.js").Marks} marks
 * @param {import("./page-boxes.js").PageBoxes} boxes
 * @param {import("./ink-layer.js").InkLayer} layer
 * @param {import("./hold-frame.js").HoldFrame} frame
 * @param {{stroke: (stroke: LiveStroke) => void, note: (note: Annotation) => void, open: (mark: Annotation) => void,
 *   point: (pointer: import("./types").LivePointer) => void}} tell
 * @returns {Record<Tool, Hand> & {move: MoveHand}}
 */
export function makeHands(marks, boxes, layer, frame, tell) {
  const reach = () => REACH / boxes.scale;
  const under = (/** @type {PointerEvent} */ event) => {
    const box = boxes.at(event.clientX, event.clientY);
    return box && { page: box.page, at: boxes.point(box, event.clientX, event.clientY) };
  };
  /** @type {Set<string>} refused in this sweep of the eraser: said once */
  const refused = new Set();

  const pen = penHand(boxes, layer, () => marks.style("ink"),
    ({ style, ...piece }) => tell.stroke({ ...piece, ...marks.place, color: style.color, width: style.width }),
    ({ id, page, points, style }) => marks.add("ink", { id, page, strokes: [points] }, style));
  const eraser = eraserHand(boxes, (page, at) => {
    const mark = marks.at(page, at, reach());
    if (!mark || refused.has(mark.id)) return;
    if (!marks.erase(mark.id)) refused.add(mark.id);
  }, () => refused.clear());

  /** @type {Hand} */
  const note = {
    gesture: "tap",
    tap(event) {
      const place = under(event);
      if (!place) return false;
      const there = marks.at(place.page, place.at, 0);
      if (there?.kind === "note") tell.open(there);
      else tell.note(marks.add("note", { page: place.page, point: notePoint(boxes.box(place.page), place.at), text: "" }));
      return true;
    },
  };
  /** @type {Hand} */
  const pan = {
    gesture: "pass",
    tap(event) {
      const place = under(event);
      const mark = place && marks.at(place.page, place.at, reach());
      if (mark) tell.open(mark);
      return Boolean(mark);
    },
  };
  /** @type {Hand} */
  const text = { gesture: "text" };
  const shape = (/** @type {import("./types").Kind} */ kind) => shapeHand(kind, marks, boxes, layer);
  return {
    pan, pen, highlight: text, underline: text, strikeout: text, note, eraser,
    line: shape("line"), arrow: shape("arrow"), rectangle: shape("rectangle"), ellipse: shape("ellipse"),
    text: textHand(marks, boxes, tell.note), stamp: stampHand(marks, boxes),
    move: new MoveHand(marks, boxes, frame, tell.open), pointer: pointerHand(boxes, tell.point),
  };
}

/** Where a note put by keys is pinned: at the margin, below those put before. @param {import("./types").PageBox} page @param {number} before */
export function marginPoint(page, before) {
  const { width, height } = displaySize(page);
  return notePoint(page, [width, ((before + 1) * NOTE_SIZE * 2) % height]);
}

/**
 * Where a note tapped at a place is pinned: its sign stands round the tap, whole on the page.
 * @param {import("./types").PageBox} page @param {import("./types").Point} at @returns {import("./types").Point}
 */
export function notePoint(page, [x, y]) {
  const size = displaySize(page);
  return [
    hundredth(clamp(x - NOTE_SIZE / 2, 0, size.width - NOTE_SIZE)),
    hundredth(clamp(y - NOTE_SIZE / 2, 0, size.height - NOTE_SIZE)),
  ];
}
