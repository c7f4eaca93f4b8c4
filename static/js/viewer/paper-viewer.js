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
import { toViewerSpace } from "./geometry.js";
import { makeHands, marginPoint, MODE_OF } from "./hands.js";
import { HoldFrame } from "./hold-frame.js";
import { InkLayer } from "./ink-layer.js";
import { inTurn } from "./in-turn.js";
import { Hits } from "./hits.js";
import { Marks } from "./marks.js";
import { Night } from "./night.js";
import { PageBoxes } from "./page-boxes.js";
import { PointerLayer } from "./pointer-layer.js";
import { Pointers } from "./pointers.js";
import { Signal } from "./signal.js";
import { bounds } from "./reshape.js";
import { takeSelection } from "./text-marks.js";
import { Turner } from "./turner.js";
import { GAP, underCover } from "./under-cover.js";
import { until } from "./until.js";

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
  /** @type {Signal<[pointer: import("./types").LivePointer]>} */
  #point = new Signal();
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
    const shown = PaperViewer.#shown.bind(null, container, options, signal);
    return inTurn(container, (before) => underCover(container, options, signal, before, shown));
  }

  /**
   * Shows the page and waits until it is painted.
   * @param {HTMLElement} container @param {ViewerOptions} options @param {AbortSignal} signal
   * @param {import("./embed.js").Embed} embed @param {PageBoxes} boxes
   */
  static async #shown(container, options, signal, embed, boxes) {
    const viewer = new PaperViewer(container, options, embed);
    try {
      viewer.goTo(options.page ?? 1);
      viewer.#marks.drawing.follow();
      await until(() => boxes.painted(), signal);
      viewer.#turner.settle();
      return viewer;
    } catch (error) {
      viewer.destroy();
      throw error;
    }
  }

  /** @param {HTMLElement} container @param {ViewerOptions} options @param {import("./embed.js").Embed} embed */
  constructor(container, options, embed) {
    this.container = container;
    this.embed = embed;
    this.#boxes = new PageBoxes(embed);
    this.#marks = new Marks(options.versionId, options.author, embed, options.labels.stamps);
    this.#turner = new Turner(embed, container, options.page ?? 1, GAP);
    this.#ink = new InkLayer(container);
    this.#frame = new HoldFrame(this.#ink.svg, this.#boxes);
    this.#others = new PointerLayer(container, this.#boxes);
    this.#hits = new Hits(embed);
    this.#night = new Night(embed.element, this.#boxes, options.photographsOf ?? (async () => []));
    const hands = makeHands(this.#marks, this.#boxes, this.#ink, this.#frame, {
      stroke: (stroke) => this.#stroke.emit(stroke), note: (note) => this.#note.emit(note), open: (mark) => this.#open.emit(mark),
      point: (pointer) => this.#point.emit(pointer),
    });
    this.#move = hands.move;
    this.#pointers = new Pointers(container, () => hands[this.#tool], (dx, dy) => this.#turner.scrollBy(dx, dy), options.pens);
    const moved = () => {
      for (const part of [this.#marks.drawing, this.#hits, this.#night]) part.follow();
      requestAnimationFrame(() => { this.#frame.follow(); this.#others.follow(); this.#view.emit(); });
    };
    this.#off.push(embed.selection.onEndSelection(() => void this.#markSelection()), embed.scroll.onScroll(moved), embed.zoom.onZoomChange(moved));
    this.setTool("pan");
  }
  #boxes; #marks; #turner; #ink; #pointers; #frame; #others; #move; #hits; #night;

  get page() { return this.#turner.page; }
  get pageCount() { return this.embed.pages.length; }
  /** Whether a line is being drawn now. */
  get drawing() { return this.#pointers.drawing; }
  /** Which part of the page is in view; null while it is not drawn. @returns {import("./turner.js").View | null} */
  get part() { return this.#turner.part(this.#boxes); }
  /** Shows a part of a page, smoothly. @param {number} page @param {import("./turner.js").View} view */
  showPart(page, view) { this.#turner.showPart(page, view, this.#boxes); }
  get tool() { return this.#tool; }
  get layer() { return this.#marks.layer; }
  get canUndo() { return this.#marks.undoable; }
  get canRedo() { return this.#marks.redoable; }
  /** The mark in hand (tool move), or null. @returns {Annotation | null} */
  get held() { return this.#move.held; }

  /** Shows the top of a page. @param {number} page 1-based */
  goTo(page) { this.#turner.goTo(page); }
  /** @param {"width" | "page"} mode */
  zoomFit(mode) { this.#turner.zoomFit(mode); }
  /** How much larger than the width of the place the page is shown: 1.5 for larger letters. @param {number} times */
  zoomText(times) { this.#turner.zoomText(times); }
  /** @param {Tool} tool */
  setTool(tool) { this.#tool = tool; this.#move.release(); this.embed.selection.clear(); this.embed.interaction.activate(MODE_OF[tool]); }
  /** @param {Layer} layer the layer new marks go into @param {string} [unit] whose, for the layer of a unit */
  setLayer(layer, unit) { Object.assign(this.#marks, { layer, unit }); }
  /** @param {import("./types").Stamp} stamp what is pressed next */
  setStamp(stamp) { this.#marks.stamp = stamp; }
  /** @param {Kind} kind @param {Partial<Style>} style colour and width of new marks in the layer in hand */
  setStyle(kind, style) { this.#marks.setStyle(kind, style); }
  /** @param {Kind} kind @returns {Style} of new marks in the layer in hand */
  style(kind) { return this.#marks.style(kind); }
  /** Which layers are shown, and whose marks. */
  get sight() { return this.#marks.drawing; }
  /** Forgets the marks of layers that are not this person's any more. @param {Set<string>} layers those that are */
  keepLayers(layers) { this.#marks.keepLayers(layers); }

  /** Puts a note at the margin of the page in view, for who has no finger on it. */
  putNote() {
    const notes = this.marks(this.page).filter(({ kind }) => kind === "note");
    this.#note.emit(this.#marks.add("note", { page: this.page, point: marginPoint(this.#boxes.box(this.page), notes.length), text: "" }));
  }

  /** Takes in a mark loaded or sent by the server. @param {Applied} change */
  apply(change) { this.#marks.apply(change); }
  /** Takes back what the server refused. @param {string} id */
  revert(id) { this.#marks.revert(id); }
  /** @param {string} id @param {import("./marks.js").Patch} patch @returns {boolean} false when it is someone else's */
  change(id, patch) { return this.#held(this.#marks.change(id, patch)); }
  /** Answers a mark. @param {string} id @param {{text?: string, state?: "resolved" | "reopened"}} said */
  reply(id, said) { return this.#marks.reply(id, said); }
  /** @param {string} id @returns {boolean} false when it is someone else's */
  erase(id) { return this.#marks.erase(id); }
  /** @param {string} id */
  locked(id) { return this.#marks.locked(id); }

  /** @param {string} id */
  removable(id) { return this.#marks.removable(id); }
  /** @param {number} [page] @returns {Annotation[]} */
  marks(page) { return this.#marks.store.all(page); }
  /** @returns {Change | null} */
  undo() { return this.#held(this.#marks.undo()); }
  /** @returns {Change | null} */
  redo() { return this.#held(this.#marks.redo()); }
  /** Draws a piece of a stroke someone else is making. @param {LiveStroke} stroke */
  showStroke(stroke) { this.#marks.drawing.live(stroke); }
  /** Shows where someone else points. @param {string} who @param {string} name @param {import("./types").LivePointer} pointer */
  showPointer(who, name, pointer) { this.#others.show(who, name, pointer); }

  /** @param {string} id scrolls to a mark */
  reveal(id) {
    const mark = this.#marks.store.get(id);
    const at = mark && bounds(mark);
    if (mark && at) this.#turner.reveal(mark.page, toViewerSpace(this.#boxes.box(mark.page), [at[0], at[1]]));
  }
  /** A point of a page in client pixels, or null while that page is not rendered. @param {number} page @param {Point} point */
  locate(page, point) { return this.#boxes.locate(page, point); }

  /** Marks places of words on their pages. */
  get hits() { return this.#hits; }
  /** Shows one place of words. @param {number} page @param {number} nth of the page, from 0 */
  async revealHit(page, nth) {
    const quad = await this.#hits.choose(page, nth);
    if (quad) this.#turner.reveal(page, toViewerSpace(this.#boxes.box(page), [quad[0], quad[1]]));
    else if (quad === null) this.#turner.goTo(page);
  }
  /** Light letters on dark paper. @param {boolean} on */
  setNight(on) { this.#night.set(on); this.#ink.svg.toggleAttribute("data-night", on); }

  /** @param {(page: number, byUser: boolean) => void} listener */
  onPage(listener) { return this.#turner.onPage.on(listener); }
  /** @param {(change: Change) => void} listener */
  onLocalChange(listener) { return this.#marks.onChange.on(listener); }
  /** @param {(mark: Annotation) => void} listener someone else's mark was to be erased or changed */
  onRefused(listener) { return this.#marks.onRefused.on(listener); }
  /** @param {(stroke: LiveStroke) => void} listener a stroke under way, at most once a frame */
  onStroke(listener) { return this.#stroke.on(listener); }
  /** @param {(pointer: import("./types").LivePointer) => void} listener this person points, at most 20 times a second */
  onPoint(listener) { return this.#point.on(listener); }
  /** @param {(note: Annotation) => void} listener a note was put; its words are still to come */
  onNote(listener) { return this.#note.on(listener); }
  /** @param {(mark: Annotation) => void} listener a mark was tapped */
  onOpen(listener) { return this.#open.on(listener); }
  /** @param {() => void} listener pages moved on screen: place what hangs on them anew */
  onView(listener) { return this.#view.on(listener); }

  destroy() {
    [this.#pointers, this.#turner, this.#marks].forEach((part) => part.destroy());
    [this.#stroke, this.#note, this.#open, this.#view, this.#point].forEach((signal) => signal.clear());
    this.#off.forEach((off) => off());
    this.#others.clear();
    this.#ink.remove();
    this.embed.element.remove();
    // Another paper may be opening in the same place already.
    if (this.container.childElementCount === 0) this.container.classList.remove("paper-viewer");
  }

  /** The frame goes with what it holds. @template T @param {T} done */
  #held(done) {
    this.#move.show();
    return done;
  }

  async #markSelection() {
    const kind = this.#tool;
    if (kind !== "highlight" && kind !== "underline" && kind !== "strikeout") return;
    if (this.#pointers.crowded) return this.embed.selection.clear();
    for (const piece of await takeSelection(this.embed)) this.#marks.add(kind, piece);
  }
}
