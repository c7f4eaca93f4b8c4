// @ts-check
/**
 * The hands of the drawing tools: pen and eraser. Both work on the page where the pointer went down.
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Style} Style
 * @typedef {import("./types").LiveStroke} LiveStroke
 * @typedef {import("./pointers.js").Hand} Hand
 * @typedef {import("./page-boxes.js").PageBoxes} PageBoxes
 * @typedef {import("./page-boxes.js").OnScreen} OnScreen
 * @typedef {import("./ink-layer.js").InkLayer} InkLayer
 */
import { simplify } from "./geometry.js";
import { newUuid } from "./ids.js";

/** Points: a fifth is a third of a pixel at usual sizes. */
const TOLERANCE = 0.2;

/**
 * @param {PageBoxes} boxes @param {InkLayer} layer @param {() => Style} style
 * @param {(report: {id: string, page: number, points: Point[], style: Style, done: boolean}) => void} onPoints
 * @param {(stroke: {id: string, page: number, points: Point[], style: Style}) => void} onStroke
 * @returns {Hand}
 */
export function penHand(boxes, layer, style, onPoints, onStroke) {
  /** @type {{id: string, box: OnScreen, points: Point[], sent: number, style: Style, line: SVGPolylineElement, frame: number} | null} */
  let now = null;

  const report = (/** @type {boolean} */ done) => {
    if (!now) return;
    cancelAnimationFrame(now.frame);
    now.frame = 0;
    onPoints({ id: now.id, page: now.box.page, points: now.points.slice(now.sent), style: now.style, done });
    now.sent = now.points.length;
  };
  const add = (/** @type {PointerEvent} */ event) => {
    if (!now) return;
    now.points.push(boxes.point(now.box, event.clientX, event.clientY));
    layer.extend(now.line, event.clientX, event.clientY);
  };
  return {
    gesture: "draw",
    down(event) {
      const box = boxes.at(event.clientX, event.clientY);
      if (!box) return false;
      const chosen = style();
      const line = layer.begin(chosen.color, chosen.width * boxes.scale);
      now = { id: newUuid(), box, points: [], sent: 0, style: chosen, line, frame: 0 };
      add(event);
      return true;
    },
    move(event) {
      const between = event.getCoalescedEvents?.() ?? [];
      for (const step of between.length ? between : [event]) add(step);
      if (now && !now.frame) now.frame = requestAnimationFrame(() => report(false));
    },
    up() {
      if (!now) return;
      report(true);
      const { id, box, points, style: chosen, line } = now;
      now = null;
      onStroke({ id, page: box.page, points: simplify(points, TOLERANCE), style: chosen });
      layer.handOver(line);
    },
    cancel() {
      if (!now) return;
      now.points.length = now.sent;
      report(true);
      now.line.remove();
      now = null;
    },
  };
}

/**
 * @param {PageBoxes} boxes
 * @param {(page: number, at: Point) => void} rub called for every place the eraser passes
 * @param {() => void} lift
 * @returns {Hand}
 */
export function eraserHand(boxes, rub, lift) {
  /** @type {OnScreen | null} */
  let box = null;
  const pass = (/** @type {PointerEvent} */ event) => {
    if (box) rub(box.page, boxes.point(box, event.clientX, event.clientY));
  };
  return {
    gesture: "draw",
    down(event) {
      box = boxes.at(event.clientX, event.clientY);
      pass(event);
      return box !== null;
    },
    move(event) {
      const between = event.getCoalescedEvents?.() ?? [];
      for (const step of between.length ? between : [event]) pass(step);
    },
    up: lift,
    cancel: lift,
  };
}
