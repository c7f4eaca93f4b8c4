// @ts-check
/**
 * One paper on screen, with the marks on it. It knows nothing of the network beyond the paper's address:
 * marks go out through `onLocalChange` and come in through `apply`. See README.md beside this file.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Applied} Applied
 * @typedef {import("./types").Change} Change
 * @typedef {import("./types").Kind} Kind
 * @typedef {import("./types").Layer} Layer
 * @typedef {import("./types").LiveStroke} LiveStroke
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Style} Style
 * @typedef {import("./types").Tool} Tool
 * @typedef {import("./types").ViewerOptions} ViewerOptions
 */
import { fetchPaper } from "./bytes.js";
import { toViewerSpace } from "./geometry.js";
import { Cover } from "./cover.js";
import { openEmbed } from "./embed.js";
import { makeHands, MODE_OF } from "./hands.js";
import { InkLayer } from "./ink-layer.js";
import { inTurn } from "./in-turn.js";
import { Marks } from "./marks.js";
import { PageBoxes } from "./page-boxes.js";
import { Pointers } from "./pointers.js";
import { Signal } from "./signal.js";
import { takeSelection } from "./text-marks.js";
import { Turner } from "./turner.js";
import { until } from "./until.js";

/** Pixels round and between pages. */
const GAP = 16;
/** Of what cannot be given up. */
const NEVER = new AbortController().signal;
const ASSETS = new URL("../../vendor/embedpdf/", import.meta.url).href;

export class PaperViewer {
  /** @type {Tool} */
  #tool = "pan";
  /** @type {Signal<[stroke: LiveStroke]>} */
  #stroke = new Signal();
  /** @type {Signal<[note: Annotation]>} */
  #note = new Signal();
  /** @type {Signal<[mark: Annotation]>} */
  #open = new Signal();
  /** @type {Signal<[]>} */
  #view = new Signal();
  /** @type {(() => void)[]} */
  #off = [];

  /**
   * Opens a paper in `container`. The page's picture stands there at once; the promise is kept when the
   * viewer has painted its first page. One opening ends before EmbedPDF starts the next in the same container:
   * taken away while it starts, it would fail in the dark.
   * @param {HTMLElement} container it must have a size
   * @param {ViewerOptions} options
   * @param {AbortSignal} [signal] gives up opening
   * @returns {Promise<PaperViewer>}
   * @throws {Error} when the file is not served or cannot be read; the container then says so
   */
  static open(container, options, signal = new AbortController().signal) {
    return inTurn(container, (before) => PaperViewer.#begin(container, options, signal, before));
  }

  /** @param {HTMLElement} container @param {ViewerOptions} options @param {AbortSignal} signal @param {Promise<unknown>} before the openings before this one */
  static async #begin(container, options, signal, before) {
    const { page = 1, locale = "vi", assets = ASSETS, labels, fileUrl, pageImageUrl, onProgress } = options;
    for (const old of container.querySelectorAll(":scope > .paper-viewer__cover")) old.remove();
    container.classList.add("paper-viewer");
    const cover = new Cover(container, GAP, labels);
    cover.show(pageImageUrl(page, Math.round(container.clientWidth * Math.min(devicePixelRatio, 2))));
    let embed, viewer;
    try {
      const bytes = await fetchPaper(fileUrl, signal, onProgress);
      await before;
      signal.throwIfAborted();
      const at = new URL(assets, location.href).href;
      embed = await openEmbed(container, { bytes, assets: at, gap: GAP, locale, loading: labels.loading });
      const boxes = new PageBoxes(embed);
      // Laid out even when it is not wanted any more: only then can it be taken away in peace.
      await until(() => boxes.all().length > 0, NEVER);
      signal.throwIfAborted();
      viewer = new PaperViewer(container, options, embed);
      viewer.goTo(page);
      viewer.#marks.drawing.follow();
      await until(() => boxes.painted(), signal);
      viewer.#turner.settle();
      cover.destroy();
      return viewer;
    } catch (error) {
      if (viewer) viewer.destroy();
      else embed?.element.remove();
      if (signal.aborted) cover.destroy();
      else cover.fail();
      throw error;
    }
  }

  /** @param {HTMLElement} container @param {ViewerOptions} options @param {import("./embed.js").Embed} embed */
  constructor(container, options, embed) {
    this.container = container;
    this.embed = embed;
    this.#boxes = new PageBoxes(embed);
    this.#marks = new Marks(options.versionId, options.author, embed);
    this.#turner = new Turner(embed, container, options.page ?? 1, GAP);
    this.#ink = new InkLayer(container);
    const hands = makeHands(this.#marks, this.#boxes, this.#ink, {
      stroke: (stroke) => this.#stroke.emit(stroke), note: (note) => this.#note.emit(note), open: (mark) => this.#open.emit(mark),
    });
    this.#pointers = new Pointers(container, () => hands[this.#tool], (dx, dy) => this.#turner.scrollBy(dx, dy));
    const moved = () => { this.#marks.drawing.follow(); requestAnimationFrame(() => this.#view.emit()); };
    this.#off.push(embed.selection.onEndSelection(() => void this.#markSelection()), embed.scroll.onScroll(moved), embed.zoom.onZoomChange(moved));
    this.setTool("pan");
  }
  #boxes; #marks; #turner; #ink; #pointers;

  get page() { return this.#turner.page; }
  get pageCount() { return this.embed.pages.length; }
  get tool() { return this.#tool; }
  get layer() { return this.#marks.layer; }
  get canUndo() { return this.#marks.undoable; }

  /** Shows the top of a page. @param {number} page 1-based */
  goTo(page) { this.#turner.goTo(page); }
  /** @param {"width" | "page"} mode */
  zoomFit(mode) { this.#turner.zoomFit(mode); }
  /** @param {Tool} tool */
  setTool(tool) { this.#tool = tool; this.embed.selection.clear(); this.embed.interaction.activate(MODE_OF[tool]); }
  /** @param {Layer} layer the layer new marks go into */
  setLayer(layer) { this.#marks.layer = layer; }
  /** @param {Kind} kind @param {Partial<Style>} style colour and width of new marks in the layer in hand */
  setStyle(kind, style) { this.#marks.setStyle(kind, style); }
  /** @param {Layer} layer @param {boolean} visible */
  setLayerVisible(layer, visible) { this.#marks.drawing.setLayerVisible(layer, visible); }

  /** Takes in a mark loaded or sent by the server. @param {Applied} change */
  apply(change) { this.#marks.apply(change); }
  /** Takes back what the server refused. @param {string} id */
  revert(id) { this.#marks.revert(id); }
  /** @param {string} id @param {Partial<Pick<Annotation, "text" | "color" | "point">>} patch @returns {boolean} false when it is someone else's */
  change(id, patch) { return this.#marks.change(id, patch); }
  /** @param {string} id @returns {boolean} false when it is someone else's */
  erase(id) { return this.#marks.erase(id); }
  /** @param {string} id */
  locked(id) { return this.#marks.locked(id); }
  /** @param {number} [page] @returns {Annotation[]} */
  marks(page) { return this.#marks.store.all(page); }
  /** @returns {Change | null} */
  undo() { return this.#marks.undo(); }
  /** Draws a piece of a stroke someone else is making. @param {LiveStroke} stroke */
  showStroke(stroke) { this.#marks.drawing.live(stroke); }

  /** @param {string} id scrolls to a mark */
  reveal(id) {
    const mark = this.#marks.store.get(id);
    const at = mark && (mark.point ?? mark.quads?.[0] ?? mark.strokes?.[0]?.[0]);
    if (mark && at) this.#turner.reveal(mark.page, toViewerSpace(this.#boxes.box(mark.page), [at[0], at[1]]));
  }
  /** A point of a page in client pixels, or null while that page is not rendered. @param {number} page @param {Point} point */
  locate(page, point) { return this.#boxes.locate(page, point); }

  /** Searches the whole paper; "" ends the search. @param {string} text @returns {Promise<number>} how many places */
  async find(text) {
    this.embed.search.stopSearch();
    if (!text.trim()) return 0;
    this.embed.search.startSearch();
    const { total } = await this.embed.search.searchAllPages(text.normalize("NFC")).toPromise();
    if (total) this.#found(this.embed.search.goToResult(0));
    return total;
  }
  /** @param {1 | -1} step to the next or the previous place found */
  findStep(step) { this.#found(step > 0 ? this.embed.search.nextResult() : this.embed.search.previousResult()); }

  /** @param {(page: number, byUser: boolean) => void} listener */
  onPage(listener) { return this.#turner.onPage.on(listener); }
  /** @param {(change: Change) => void} listener */
  onLocalChange(listener) { return this.#marks.onChange.on(listener); }
  /** @param {(mark: Annotation) => void} listener someone else's mark was to be erased or changed */
  onRefused(listener) { return this.#marks.onRefused.on(listener); }
  /** @param {(stroke: LiveStroke) => void} listener a stroke under way, at most once a frame */
  onStroke(listener) { return this.#stroke.on(listener); }
  /** @param {(note: Annotation) => void} listener a note was put; its words are still to come */
  onNote(listener) { return this.#note.on(listener); }
  /** @param {(mark: Annotation) => void} listener a mark was tapped */
  onOpen(listener) { return this.#open.on(listener); }
  /** @param {() => void} listener pages moved on screen: place what hangs on them anew */
  onView(listener) { return this.#view.on(listener); }

  destroy() {
    this.#pointers.destroy();
    this.#turner.destroy();
    this.#marks.destroy();
    for (const signal of [this.#stroke, this.#note, this.#open, this.#view]) signal.clear();
    this.#off.forEach((off) => off());
    this.#ink.remove();
    this.embed.element.remove();
    // Another paper may be opening in the same place already.
    if (this.container.childElementCount === 0) this.container.classList.remove("paper-viewer");
  }

  /** @param {number} index of a search result */
  #found(index) {
    const result = this.embed.search.getState().results[index];
    const rect = result?.rects[0];
    if (result && rect) this.#turner.reveal(result.pageIndex + 1, rect.origin);
  }

  async #markSelection() {
    const kind = this.#tool;
    if (kind !== "highlight" && kind !== "underline") return;
    if (this.#pointers.crowded) return this.embed.selection.clear();
    for (const piece of await takeSelection(this.embed)) this.#marks.add(kind, piece);
  }
}
