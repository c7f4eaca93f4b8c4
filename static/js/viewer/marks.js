// @ts-check
/**
 * The marks of one paper: what is stored, what is drawn, what was done here and can be taken back.
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {import("./types").Applied} Applied
 * @typedef {import("./types").Author} Author
 * @typedef {import("./types").Change} Change
 * @typedef {import("./types").Kind} Kind
 * @typedef {import("./types").Layer} Layer
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Style} Style
 * @typedef {Pick<Annotation, "page"> & Partial<Annotation>} Shape
 * @typedef {Partial<Pick<Annotation, "text" | "color" | "point" | "strokes" | "ends" | "box" | "size" | "width">>} Patch
 */
import { defaultStyle, hexColor } from "./colors.js";
import { checkMark } from "./convert.js";
import { Drawing } from "./drawing.js";
import { markAt } from "./hit.js";
import { displaySize } from "./geometry.js";
import { newUuid } from "./ids.js";
import { layerKey } from "./layers.js";
import { fitted } from "./letters.js";
import { MarkStore } from "./mark-store.js";
import { Signal } from "./signal.js";
import { UndoStack } from "./undo-stack.js";

export class Marks {
  store = new MarkStore();
  /** @type {Signal<[change: Change]>} what this person did, in the wire format */
  onChange = new Signal();
  /** @type {Signal<[mark: Annotation]>} someone else's mark this person tried to change */
  onRefused = new Signal();
  /** @type {Layer} */
  layer = "personal";
  /** Whose layer it is, when it is a unit's. @type {string | undefined} */
  unit = undefined;
  /** What is pressed next. @type {import("./types").Stamp} */
  stamp = "seen";
  #undo = new UndoStack();
  /** @type {Map<string, Style>} chosen instead of the defaults */
  #styles = new Map();

  /** @param {string} versionId @param {Author} author @param {import("./embed.js").Embed} embed @param {import("./convert.js").StampWords} [stamps] */
  constructor(versionId, author, embed, stamps = {}) {
    this.versionId = versionId;
    this.author = author;
    this.embed = embed;
    void document.fonts?.load('14px "Times New Roman"'); // Words are measured before they are drawn.
    this.drawing = new Drawing(embed, (page) => this.store.all(page), stamps);
  }

  /** Where new marks go. @returns {{layer: Layer, unit_id?: string}} */
  get place() {
    return this.layer === "unit" ? { layer: "unit", unit_id: this.unit ?? "" } : { layer: this.layer };
  }

  /** @param {Kind} kind @returns {Style} */
  style(kind) {
    return this.#styles.get(`${this.layer} ${kind}`) ?? defaultStyle(this.layer, kind);
  }

  /** For the layer in hand, from now on. @param {Kind} kind @param {Partial<Style>} style @throws {RangeError} when the colour is none */
  setStyle(kind, style) {
    if (style.color !== undefined) hexColor(style.color);
    this.#styles.set(`${this.layer} ${kind}`, { ...this.style(kind), ...style });
  }

  /** @param {string} id whether it is someone else's, or no mark at all */
  locked(id) {
    return this.store.get(id)?.author.id !== this.author.id;
  }

  /** @param {string} id whether this person may take it away: one's own, and what one's file brought along */
  removable(id) {
    return !this.locked(id) || this.store.get(id)?.author.brought_by === this.author.id;
  }

  /** @param {Applied} change @throws {RangeError} when the mark is malformed; nothing is taken in then */
  apply(change) {
    if (change.type !== "removed" && !change.annotation.deleted) checkMark(change.annotation);
    if (this.store.apply(change)) this.#draw(change.annotation.id);
  }

  /** @param {string} id */
  revert(id) {
    if (this.store.revert(id)) this.#draw(id);
  }

  /** Forgets what lies on layers that are not this person's any more. @param {Set<string>} keys the layers that are */
  keepLayers(keys) {
    for (const id of this.store.forget((mark) => !keys.has(layerKey(mark)))) this.#draw(id);
  }

  /** Answers a mark, where it stands. @param {string} id @param {Pick<Shape, "text" | "state">} said @returns {Annotation | null} */
  reply(id, said) {
    const to = this.store.get(id);
    if (!to) return null;
    const { layer, unit_id, page } = to;
    return this.add("reply", { page, layer, ...(unit_id ? { unit_id } : {}), parent: id, text: "", ...said });
  }

  /** Makes a mark in the layer in hand. @param {Kind} kind @param {Shape} shape @param {Style} [style] @returns {Annotation} */
  add(kind, shape, style = this.style(kind)) {
    /** @type {Annotation} */
    const mark = {
      id: newUuid(), version_id: this.versionId, ...this.place, kind,
      color: style.color, opacity: 1, ...(style.width ? { width: style.width } : {}), ...shape,
      author: this.author, created_at: new Date().toISOString(), revision: 0, deleted: false,
    };
    if (!this.drawing.shows(mark)) this.#reveal(mark);
    this.#undo.push("added", null, mark);
    this.#local({ type: "added", annotation: mark });
    return mark;
  }

  /** @param {string} id @param {Patch} patch @returns {boolean} false when refused */
  change(id, patch) {
    const before = this.#mine(id);
    if (!before) return false;
    const after = this.#fitting({ ...before, ...patch });
    this.#undo.push("changed", before, after);
    this.#local({ type: "changed", annotation: after });
    return true;
  }

  /** @param {string} id @returns {boolean} false when refused */
  erase(id) {
    const before = this.removable(id) ? this.store.get(id) : this.#mine(id);
    if (!before) return false;
    // Taken back it would be this person's own: what others wrote goes for good.
    if (!this.locked(id)) this.#undo.push("removed", before, null);
    this.#local({ type: "removed", annotation: before });
    return true;
  }

  get undoable() {
    return this.#undo.size > 0;
  }

  get redoable() {
    return this.#undo.undone > 0;
  }

  /** @returns {Change | null} what was done to do again what was taken back last */
  redo() {
    const change = this.#undo.again((id) => this.store.get(id), newUuid);
    if (change) this.#local(change);
    return change;
  }

  /** @returns {Change | null} what was done to take the last step back */
  undo() {
    const change = this.#undo.pop((id) => this.store.get(id), newUuid);
    if (change) this.#local(change);
    return change;
  }

  /** The mark one sees at a place. @param {number} page @param {Point} at @param {number} reach points */
  at(page, at, reach) {
    return markAt(this.store.all(page).filter((mark) => mark.kind !== "reply" && this.drawing.shows(mark)), at, reach);
  }

  destroy() {
    this.drawing.destroy();
    this.onChange.clear();
    this.onRefused.clear();
  }

  /** What one has just made must be seen. @param {Annotation} mark */
  #reveal(mark) {
    this.drawing.setLayerVisible(layerKey(mark), true);
    if (this.drawing.author && this.drawing.author !== this.author.id) this.drawing.setAuthor("");
  }

  /** Words get as much room as they need. @param {Annotation} mark @returns {Annotation} */
  #fitting(mark) {
    const page = this.embed.pages[mark.page - 1];
    if (mark.kind !== "text" || !page) return mark;
    const text = (mark.text ?? "").replace(/\s*\n\s*/g, " ");
    return { ...mark, text, box: fitted(mark, text, displaySize(page).height) ?? mark.box };
  }

  /** @param {string} id */
  #mine(id) {
    const mark = this.store.get(id);
    if (mark && this.locked(id)) this.onRefused.emit(mark);
    return mark && !this.locked(id) ? mark : null;
  }

  /** @param {Change} change */
  #local({ type, annotation }) {
    if (type === "removed") this.store.hide(annotation.id);
    else this.store.put(annotation);
    this.#draw(annotation.id);
    this.onChange.emit({ type, annotation: { ...annotation, deleted: type === "removed" } });
  }

  /** @param {string} id */
  #draw(id) {
    this.drawing.draw(id, this.store.get(id));
  }
}
