// @ts-check
/**
 * The hand that takes hold of one's own marks: moves them, draws them larger, bends a line by its ends.
 * What is held is framed; the frame goes with the tool.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Point} Point
 * @typedef {import("./pointers.js").Hand} Hand
 * @typedef {import("./page-boxes.js").PageBoxes} PageBoxes
 * @typedef {import("./page-boxes.js").OnScreen} OnScreen
 * @typedef {import("./reshape.js").Moved} Moved
 */
import { displaySize } from "./geometry.js";
import { bent, bounds, canMove, canResize, moved, resized } from "./reshape.js";

/** How far from a handle a finger still means it, in pixels: a target of 44. */
const REACH = 22;

export class MoveHand {
  /** @type {Hand["gesture"]} */
  gesture = "draw";
  /** @type {string | null} the mark that is held */
  #held = null;
  /** @type {{box: OnScreen, from: Point, mark: Annotation, grip: "whole" | "corner" | 0 | 1, patch: Moved} | null} */
  #now = null;

  /**
   * @param {import("./marks.js").Marks} marks @param {PageBoxes} boxes @param {import("./hold-frame.js").HoldFrame} frame
   * @param {(mark: Annotation) => void} open a mark was tapped
   */
  constructor(marks, boxes, frame, open) {
    this.marks = marks;
    this.boxes = boxes;
    this.frame = frame;
    this.open = open;
  }

  /** The mark that is held, if it still stands. */
  get held() {
    return this.#held ? this.marks.store.get(this.#held) : null;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const box = this.boxes.at(event.clientX, event.clientY);
    if (!box) return false;
    const from = this.boxes.point(box, event.clientX, event.clientY);
    const grip = this.#grip(box, from);
    const mark = grip === null ? this.marks.at(box.page, from, 14 / this.boxes.scale) : this.held;
    if (!mark) this.release();
    else if (this.marks.locked(mark.id) || !canMove(mark)) this.#touch(mark);
    else {
      this.#held = mark.id;
      this.#now = { box, from, mark, grip: grip ?? "whole", patch: {} };
      this.show();
    }
    return true;
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.#now) return;
    const { box, from, mark, grip } = this.#now;
    const at = this.boxes.point(box, event.clientX, event.clientY);
    const page = displaySize(this.boxes.box(box.page));
    if (grip === "corner") this.#now.patch = resized(mark, at, page);
    else if (grip === "whole") this.#now.patch = moved(mark, at[0] - from[0], at[1] - from[1], page);
    else this.#now.patch = bent(mark, grip, at, page);
    this.frame.show({ ...mark, ...this.#now.patch });
  }

  up() {
    const now = this.#now;
    this.#now = null;
    if (now && Object.keys(now.patch).length) this.marks.change(now.mark.id, now.patch);
    this.show();
  }

  cancel() {
    this.#now = null;
    this.show();
  }

  /** A tap on what is held already opens it. @param {PointerEvent} event */
  tap(event) {
    const box = this.boxes.at(event.clientX, event.clientY);
    const mark = box && this.marks.at(box.page, this.boxes.point(box, event.clientX, event.clientY), 14 / this.boxes.scale);
    return Boolean(mark);
  }

  /** Lets go. */
  release() {
    this.#held = null;
    this.#now = null;
    this.frame.hide();
  }

  /** Draws the frame where the mark stands now. */
  show() {
    const mark = this.held;
    if (mark) this.frame.show(this.#now ? { ...mark, ...this.#now.patch } : mark);
    else this.frame.hide();
  }

  /** Others' marks, and those that cannot move, are opened instead. @param {Annotation} mark */
  #touch(mark) {
    this.release();
    this.open(mark);
  }

  /** What of the held mark a finger takes hold of; null: not its handles. @param {OnScreen} box @param {Point} at */
  #grip(box, at) {
    const mark = this.held;
    if (!mark || mark.page !== box.page) return null;
    const near = (/** @type {Point} */ [x, y]) => Math.hypot(at[0] - x, at[1] - y) * this.boxes.scale <= REACH;
    if (mark.ends) return near(mark.ends[1]) ? 1 : near(mark.ends[0]) ? 0 : null;
    const round = canResize(mark) && bounds(mark);
    return round && near([round[2], round[3]]) ? "corner" : null;
  }
}
