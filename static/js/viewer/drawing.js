// @ts-check
/**
 * Keeps what EmbedPDF draws equal to the store, for the pages it has rendered and the last few before:
 * its every step costs time in proportion to the marks it knows, and a paper may bear thousands.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").LiveStroke} LiveStroke
 * @typedef {import("./types").Point} Point
 * @typedef {import("./embed.js").Embed} Embed
 */
import { boundsOf, inkList, toViewerObjects } from "./convert.js";
import { layerKey } from "./layers.js";

/** Milliseconds after which a stroke nobody finished is taken away. */
const LOST = 5000;
const LIVE = "live:";
/** Pages whose marks EmbedPDF keeps. */
const KEPT = 12;

export class Drawing {
  /** @type {Map<string, {page: number, parts: string[]}>} page of each mark drawn, and what of EmbedPDF draws it */
  #drawn = new Map();
  /** Layers, as `layerKey` names them. @type {Set<string>} */
  #hidden = new Set();
  /** Whose marks alone are shown, "" for everybody's. */
  #author = "";
  /** @type {Map<string, {stroke: LiveStroke, points: Point[], timer: number}>} */
  #live = new Map();

  /** @type {Set<number>} pages whose marks are drawn, longest unseen first */
  #pages = new Set();

  /** @param {Embed} embed @param {(page: number) => Annotation[]} marksOf @param {import("./convert.js").StampWords} words */
  constructor(embed, marksOf, words) {
    this.embed = embed;
    this.marksOf = marksOf;
    this.words = words;
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
      for (const [id, on] of [...this.#drawn]) if (on.page === page) this.#take(id);
    }
  }

  /** @param {Pick<Annotation, "layer" | "unit_id"> & {author?: {id: string}}} mark */
  shows(mark) {
    return !this.#hidden.has(layerKey(mark)) && (!this.#author || !mark.author || mark.author.id === this.#author);
  }

  /** @param {string} key of the layer @returns {boolean} */
  layerVisible(key) {
    return !this.#hidden.has(key);
  }

  /** @param {string} key of the layer @param {boolean} visible */
  setLayerVisible(key, visible) {
    if (visible) this.#hidden.delete(key);
    else this.#hidden.add(key);
    this.#again();
  }

  get author() { return this.#author; }

  /** @param {string} author whose marks alone are shown; "" for everybody's */
  setAuthor(author) {
    this.#author = author;
    this.#again();
  }

  #again() {
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
    if (!page || !this.#pages.has(stroke.page) || !this.shows(stroke) || this.#drawn.has(stroke.id)) return;
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
      if (!page || !this.shows(mark)) continue;
      const parts = toViewerObjects(mark, page, this.words);
      for (const annotation of parts) items.push({ annotation });
      this.#drawn.set(mark.id, { page: mark.page, parts: parts.map((part) => part.id) });
    }
    this.embed.annotations.importAnnotations(items);
  }

  /** @param {string} id */
  #take(id) {
    const drawn = this.#drawn.get(id);
    if (!drawn) return;
    for (const part of drawn.parts) this.embed.annotations.purgeAnnotation(drawn.page - 1, part);
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
