// @ts-check
/**
 * Keeps what EmbedPDF draws equal to the store, for the pages it has rendered and the last few before:
 * its every step costs time in proportion to the marks it knows, and a paper may bear thousands.
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
/** Pages whose marks EmbedPDF keeps. */
const KEPT = 12;

export class Drawing {
  /** @type {Map<string, number>} page of each mark drawn */
  #drawn = new Map();
  /** @type {Set<Layer>} */
  #hidden = new Set();
  /** @type {Map<string, {stroke: LiveStroke, points: Point[], timer: number}>} */
  #live = new Map();

  /** @type {Set<number>} pages whose marks are drawn, longest unseen first */
  #pages = new Set();

  /** @param {Embed} embed @param {(page: number) => Annotation[]} marksOf */
  constructor(embed, marksOf) {
    this.embed = embed;
    this.marksOf = marksOf;
  }

  /** Draws the marks of pages that have come near, and lets go of those long left. */
  follow() {
    for (const index of this.embed.scroll.getMetrics().renderedPageIndexes) {
      const page = index + 1;
      const known = this.#pages.delete(page);
      this.#pages.add(page);
      if (!known) this.#import(this.marksOf(page));
    }
    for (const page of this.#pages) {
      if (this.#pages.size <= KEPT) break;
      this.#pages.delete(page);
      for (const [id, on] of [...this.#drawn]) if (on === page) this.#take(id);
    }
  }

  /** @param {Layer} layer */
  shows(layer) {
    return !this.#hidden.has(layer);
  }

  /** @param {Layer} layer @param {boolean} visible */
  setLayerVisible(layer, visible) {
    if (visible) this.#hidden.delete(layer);
    else this.#hidden.add(layer);
    for (const id of [...this.#drawn.keys()]) this.#take(id);
    for (const page of this.#pages) this.#import(this.marksOf(page));
  }

  /** Draws a mark as it is now, or takes it away. @param {string} id @param {Annotation | null} mark */
  draw(id, mark) {
    this.#take(id);
    this.#endLive(id);
    if (mark && this.#pages.has(mark.page)) this.#import([mark]);
  }

  /** Draws a piece of a stroke someone is making. @param {LiveStroke} stroke */
  live(stroke) {
    const page = this.embed.pages[stroke.page - 1];
    if (!page || !this.#pages.has(stroke.page) || !this.shows(stroke.layer) || this.#drawn.has(stroke.id)) return;
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

  /** @param {Annotation[]} marks */
  #import(marks) {
    const items = [];
    for (const mark of marks) {
      const page = this.embed.pages[mark.page - 1];
      if (!page || !this.shows(mark.layer)) continue;
      items.push({ annotation: toViewerObject(mark, page) });
      this.#drawn.set(mark.id, mark.page);
    }
    this.embed.annotations.importAnnotations(items);
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
