// @ts-check
/**
 * Keeps what EmbedPDF draws equal to the store: one call per mark that may have changed.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Layer} Layer
 * @typedef {import("./types").LiveStroke} LiveStroke
 * @typedef {import("./types").Point} Point
 * @typedef {import("./embed.js").Embed} Embed
 */
import { boundsOf, inkList, toViewerObject } from "./convert.js";

/** Milliseconds after which a stroke nobody finished is taken away. */
const LOST = 5000;
const LIVE = "live:";

export class Drawing {
  /** @type {Map<string, number>} page of each mark drawn */
  #drawn = new Map();
  /** @type {Set<Layer>} */
  #hidden = new Set();
  /** @type {Map<string, {stroke: LiveStroke, points: Point[], timer: number}>} */
  #live = new Map();

  /** @param {Embed} embed */
  constructor(embed) {
    this.embed = embed;
  }

  /** @param {Layer} layer */
  shows(layer) {
    return !this.#hidden.has(layer);
  }

  /** @param {Layer} layer @param {boolean} visible @param {Annotation[]} marks all marks of the store */
  setLayerVisible(layer, visible, marks) {
    if (visible) this.#hidden.delete(layer);
    else this.#hidden.add(layer);
    for (const mark of marks) if (mark.layer === layer) this.draw(mark.id, mark);
  }

  /** Draws a mark as it is now, or takes it away. @param {string} id @param {Annotation | null} mark */
  draw(id, mark) {
    this.#take(id);
    this.#endLive(id);
    const page = mark && this.embed.pages[mark.page - 1];
    if (!mark || !page || !this.shows(mark.layer)) return;
    this.embed.annotations.importAnnotations([{ annotation: toViewerObject(mark, page) }]);
    this.#drawn.set(id, mark.page);
  }

  /** Draws a piece of a stroke someone is making. @param {LiveStroke} stroke */
  live(stroke) {
    const page = this.embed.pages[stroke.page - 1];
    if (!page || !this.shows(stroke.layer) || this.#drawn.has(stroke.id)) return;
    const known = this.#live.get(stroke.id);
    const points = [...(known?.points ?? []), ...stroke.points];
    clearTimeout(known?.timer);
    this.#live.set(stroke.id, { stroke, points, timer: window.setTimeout(() => this.#endLive(stroke.id), LOST) });
    if (points.length < 2) return;
    const list = inkList(page, [points]);
    const shape = { inkList: list, rect: boundsOf(list, stroke.width), strokeColor: stroke.color, strokeWidth: stroke.width };
    const id = LIVE + stroke.id;
    if (this.embed.annotations.getAnnotationById(id)) return void this.embed.annotations.syncAnnotationObject(id, shape);
    const object = { id, type: 15, pageIndex: stroke.page - 1, opacity: 1, ...shape };
    this.embed.annotations.importAnnotations([{ annotation: /** @type {any} */ (object) }]);
  }

  destroy() {
    for (const { timer } of this.#live.values()) clearTimeout(timer);
    this.#live.clear();
    this.#drawn.clear();
  }

  /** @param {string} id */
  #take(id) {
    const page = this.#drawn.get(id);
    if (page === undefined) return;
    this.embed.annotations.purgeAnnotation(page - 1, id);
    this.#drawn.delete(id);
  }

  /** @param {string} id */
  #endLive(id) {
    const live = this.#live.get(id);
    if (!live) return;
    clearTimeout(live.timer);
    this.#live.delete(id);
    this.embed.annotations.purgeAnnotation(live.stroke.page - 1, LIVE + id);
  }
}
