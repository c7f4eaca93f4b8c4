// @ts-check
/**
 * The frame round the mark that is held, with the handles to take it by.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Point} Point
 */
import { bounds, canResize } from "./reshape.js";

const SVG = "http://www.w3.org/2000/svg";
/** Pixels of a handle; what answers to a finger is larger (move-hand.js). */
const HANDLE = 8;
const AIR = 4;

export class HoldFrame {
  /** @type {Annotation | null} */
  #mark = null;

  /** @param {SVGSVGElement} svg over the pages @param {import("./page-boxes.js").PageBoxes} boxes */
  constructor(svg, boxes) {
    this.boxes = boxes;
    this.svg = svg;
    this.group = document.createElementNS(SVG, "g");
    this.group.setAttribute("class", "paper-viewer__hold");
    svg.append(this.group);
  }

  /** @param {Annotation} mark as it is, or as it would be when let go now */
  show(mark) {
    this.#mark = mark;
    this.follow();
  }

  hide() {
    this.#mark = null;
    this.group.replaceChildren();
  }

  /** Stands where its mark stands on screen now. */
  follow() {
    const mark = this.#mark;
    const box = mark && bounds(mark);
    if (!mark || !box) return this.group.replaceChildren();
    const [a, b] = [this.#place(mark.page, [box[0], box[1]]), this.#place(mark.page, [box[2], box[3]])];
    if (!a || !b) return this.group.replaceChildren();
    const handles = mark.ends ? mark.ends.map((end) => this.#place(mark.page, end)) : canResize(mark) ? [b] : [];
    this.group.replaceChildren(framed(a, b), ...handles.flatMap((at) => (at ? [handle(at)] : [])));
  }

  /** @param {number} page @param {Point} point */
  #place(page, point) {
    const at = this.boxes.locate(page, point);
    const frame = this.svg.getBoundingClientRect();
    return at && { x: at.x - frame.left, y: at.y - frame.top };
  }
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b */
function framed(a, b) {
  const rect = document.createElementNS(SVG, "rect");
  const places = { x: a.x - AIR, y: a.y - AIR, width: b.x - a.x + 2 * AIR, height: b.y - a.y + 2 * AIR };
  for (const [name, value] of Object.entries(places)) rect.setAttribute(name, String(value));
  return rect;
}

/** @param {{x: number, y: number}} at */
function handle({ x, y }) {
  const dot = document.createElementNS(SVG, "circle");
  for (const [name, value] of Object.entries({ cx: x, cy: y, r: HANDLE })) dot.setAttribute(name, String(value));
  return dot;
}
