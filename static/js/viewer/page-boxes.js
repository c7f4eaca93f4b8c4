// @ts-check
/**
 * Where the pages stand on screen. EmbedPDF draws each rendered page in a box turned by a CSS matrix and
 * keeps them in page order; that is read here and nowhere else.
 * @typedef {import("./types").Point} Point
 * @typedef {import("./embed.js").Embed} Embed
 * @typedef {{page: number, rect: DOMRect}} OnScreen
 */
import { fromScreen, toScreen } from "./geometry.js";

const TURNED = '[style*="matrix("]';

export class PageBoxes {
  #embed;

  /** @param {Embed} embed */
  constructor(embed) {
    this.#embed = embed;
  }

  /** The pages rendered now. @returns {OnScreen[]} */
  all() {
    return this.sheets().map(({ page, sheet }) => ({ page, rect: sheet.getBoundingClientRect() })); // none between two drawings
  }

  /** The elements the pages rendered now are drawn in. @returns {{page: number, sheet: Element}[]} */
  sheets() {
    const boxes = this.#turned();
    const indexes = this.#embed.scroll.getMetrics().renderedPageIndexes;
    return boxes.length === indexes.length ? indexes.map((index, i) => ({ page: index + 1, sheet: /** @type {Element} */ (boxes[i]) })) : [];
  }

  #turned() {
    const turned = [...(this.#embed.element.shadowRoot?.querySelectorAll(TURNED) ?? [])];
    return turned.filter((box) => !box.parentElement?.closest(TURNED)); // a note turns its sign upright again
  }

  /** The page under a place on screen. @param {number} clientX @param {number} clientY @returns {OnScreen | null} */
  at(clientX, clientY) {
    return this.all().find(({ rect }) =>
      clientX >= rect.left && clientX < rect.right && clientY >= rect.top && clientY < rect.bottom) ?? null;
  }

  /** A place on screen in page space. @param {OnScreen} box @param {number} clientX @param {number} clientY @returns {Point} */
  point({ page, rect }, clientX, clientY) {
    return fromScreen(this.box(page), rect, clientX, clientY);
  }

  /** A point of a page on screen; null while the page is not rendered. @param {number} page @param {Point} point */
  locate(page, point) {
    const found = this.all().find((box) => box.page === page);
    return found ? toScreen(this.box(page), found.rect, point) : null;
  }

  /** CSS pixels per point. */
  get scale() {
    return this.#embed.zoom.getState().currentZoomLevel;
  }

  /** @param {number} page 1-based */
  box(page) {
    const box = this.#embed.pages[page - 1];
    if (!box) throw new RangeError(`no page ${page}`);
    return box;
  }

  /** Whether a sharp piece of a page in view is there (EmbedPDF lays such tiles over a coarse page). @returns {boolean} */
  painted() {
    const view = this.#embed.element.getBoundingClientRect();
    for (const image of this.#embed.element.shadowRoot?.querySelectorAll("img") ?? []) {
      const { top, bottom } = image.getBoundingClientRect();
      const sharp = image.style.position === "absolute" && image.complete && image.naturalWidth > 0;
      if (sharp && bottom > view.top && top < view.bottom) return true;
    }
    return false;
  }
}
