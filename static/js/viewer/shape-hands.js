// @ts-check
/**
 * The hands that draw shapes, put words and stamps, and point.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Kind} Kind
 * @typedef {import("./types").LivePointer} LivePointer
 * @typedef {import("./types").Point} Point
 * @typedef {import("./pointers.js").Hand} Hand
 * @typedef {import("./page-boxes.js").PageBoxes} PageBoxes
 * @typedef {import("./page-boxes.js").OnScreen} OnScreen
 */
import { displaySize } from "./geometry.js";
import { stampBox, textBox, TEXT_SIZE } from "./letters.js";
import { outline, shapeBetween } from "./shapes.js";

/** Points: shorter was a slip of the hand. */
const LEAST = 6;
/** Milliseconds between two signs of a pointer. */
const POINT_EVERY = 50;

/** @param {Kind} kind @param {import("./marks.js").Marks} marks @param {PageBoxes} boxes @param {import("./ink-layer.js").InkLayer} layer @returns {Hand} */
export function shapeHand(kind, marks, boxes, layer) {
  /** @type {{box: OnScreen, from: Point, to: Point, lines: SVGPolylineElement[]} | null} */
  let now = null;
  const end = () => {
    now?.lines.forEach((line) => line.remove());
    now = null;
  };
  const drag = (/** @type {PointerEvent} */ event) => {
    if (!now) return;
    now.to = boxes.point(now.box, event.clientX, event.clientY);
    const { page } = now.box;
    const strokes = outline({ kind, ...shapeBetween(kind, now.from, now.to), width: marks.style(kind).width });
    layer.trace(now.lines, strokes.map((stroke) => stroke.flatMap((point) => boxes.locate(page, point) ?? [])));
  };
  return {
    gesture: "draw",
    down(event) {
      const box = boxes.at(event.clientX, event.clientY);
      if (!box) return false;
      const { color, width } = marks.style(kind);
      const from = boxes.point(box, event.clientX, event.clientY);
      now = { box, from, to: from, lines: [0, 1].map(() => layer.begin(color, width * boxes.scale)) };
      return true;
    },
    move: drag,
    up() {
      if (now && Math.hypot(now.to[0] - now.from[0], now.to[1] - now.from[1]) >= LEAST) {
        marks.add(kind, { page: now.box.page, ...shapeBetween(kind, now.from, now.to) });
      }
      end();
    },
    cancel: end,
  };
}

/** @param {import("./marks.js").Marks} marks @param {PageBoxes} boxes @param {(mark: Annotation) => void} written words are wanted for it @returns {Hand} */
export function textHand(marks, boxes, written) {
  return tapHand(boxes, (page, at) => {
    const there = marks.at(page, at, 0);
    if (there?.kind === "text" && !marks.locked(there.id)) return written(there);
    written(marks.add("text", { page, box: textBox(at, displaySize(boxes.box(page))), size: TEXT_SIZE, text: "" }));
  });
}

/** @param {import("./marks.js").Marks} marks @param {PageBoxes} boxes @returns {Hand} */
export function stampHand(marks, boxes) {
  return tapHand(boxes, (page, at) => {
    marks.add("stamp", { page, box: stampBox(at, displaySize(boxes.box(page))), stamp: marks.stamp, text: "" });
  });
}

/** @param {PageBoxes} boxes @param {(page: number, at: Point) => void} act @returns {Hand} */
function tapHand(boxes, act) {
  return {
    gesture: "tap",
    tap(event) {
      const box = boxes.at(event.clientX, event.clientY);
      if (box) act(box.page, boxes.point(box, event.clientX, event.clientY));
      return box !== null;
    },
  };
}

/** Shows others a place, while the finger is down. @param {PageBoxes} boxes @param {(pointer: LivePointer) => void} tell @returns {Hand} */
export function pointerHand(boxes, tell) {
  let told = 0;
  let page = 0;
  const show = (/** @type {PointerEvent} */ event) => {
    const box = boxes.at(event.clientX, event.clientY);
    if (!box || event.timeStamp - told < POINT_EVERY) return box !== null;
    told = event.timeStamp;
    page = box.page;
    tell({ page, at: boxes.point(box, event.clientX, event.clientY) });
    return true;
  };
  const stop = () => tell({ page, at: null });
  return { gesture: "draw", down: show, move: show, up: stop, cancel: stop };
}
