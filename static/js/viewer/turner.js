// @ts-check
/**
 * Which page is shown and how large. A page turned by a person is told from one turned by the program:
 * only what follows a touch, wheel or key since the last `goTo` counts as the person's.
 * @typedef {import("./embed.js").Embed} Embed
 * @typedef {"width" | "page"} Fit
 * @typedef {{left: number, top: number, zoom: number}} View the left upper corner as shares of the page; how many times wider
 *   than its place the page is
 */
import { clamp, displaySize } from "./geometry.js";
import { Signal } from "./signal.js";

const SCROLLER = ".bg-bg-app";
/** Milliseconds without scrolling after which a page of another width is fitted. */
const SETTLED = 160;
const USER_INPUT = ["wheel", "touchstart", "pointerdown", "keydown"];
/** Scales closer than this are the same. */
const SAME = 0.002;
/** A smaller change of size is two fingers moving the paper, not spreading it. */
const PINCHED = 0.02;

export class Turner {
  /** @type {Signal<[page: number, byUser: boolean]>} */
  onPage = new Signal();
  #stop = new AbortController();
  /** @type {(() => void)[]} */
  #off = [];
  #byUser = false;
  #page;
  /** @type {Fit | null} null once the person has chosen a size by pinching */
  #fit = /** @type {Fit | null} */ ("width");
  #timer = 0;
  #fitting = false;
  /** How much wider than its place a page fitted by width is. */
  #times = 1;

  /** @param {Embed} embed @param {HTMLElement} host @param {number} page @param {number} gap pixels */
  constructor(embed, host, page, gap) {
    this.embed = embed;
    this.gap = gap;
    this.#page = clamp(page, 1, embed.pages.length);
    for (const type of USER_INPUT) {
      host.addEventListener(type, () => { this.#byUser = true; }, { capture: true, passive: true, signal: this.#stop.signal });
    }
    this.#off.push(embed.scroll.onPageChange(({ pageNumber }) => this.#turned(pageNumber)));
    this.#off.push(embed.scroll.onScroll(() => this.#scrolled()));
    this.#off.push(embed.zoom.onZoomChange(({ oldZoom, newZoom }) => {
      if (!this.#fitting && Math.abs(newZoom / oldZoom - 1) > PINCHED) this.#fit = null;
      this.#contain();
    }));
    const observer = new ResizeObserver(() => this.#refit());
    observer.observe(host);
    this.#off.push(() => observer.disconnect());
  }

  get page() {
    return this.#page;
  }

  /** What scrolls; EmbedPDF makes it only once it has laid the pages out. @returns {HTMLElement | null} */
  get scroller() {
    return this.embed.element.shadowRoot?.querySelector(SCROLLER) ?? null;
  }

  /** Shows the top of a page; numbers beyond the paper are brought into it. @param {number} page */
  goTo(page) {
    const target = clamp(Math.round(page), 1, this.embed.pages.length);
    this.#byUser = false;
    const turned = target !== this.#page;
    this.#page = target;
    const resized = this.#refit();
    this.#show();
    if (resized) this.#after(2, () => this.#show());
    if (turned) this.onPage.emit(target, false);
  }

  /** @param {Fit} mode */
  zoomFit(mode) {
    this.#times = 1;
    this.#fit = mode;
    this.#refit();
  }

  /** Fits pages to so many times the width of their place. @param {number} times */
  zoomText(times) {
    this.#times = times;
    this.#fit = "width";
    this.#refit();
  }

  /** Brings a point of a page into the upper third, without counting as a turn by the person. @param {number} page @param {{x: number, y: number}} at viewer space */
  reveal(page, at) {
    this.goTo(page);
    this.#after(4, () => {
      this.embed.scroll.scrollToPage({ pageNumber: this.#page, pageCoordinates: at, behavior: "instant", alignY: 33 });
      this.#after(1, () => this.#centre());
    });
  }

  /** @param {import("./page-boxes.js").PageBoxes} boxes @returns {View | null} */
  part(boxes) {
    const area = this.scroller?.getBoundingClientRect();
    const rect = boxes.all().find((box) => box.page === this.#page)?.rect;
    const width = this.#scaleFor("width");
    if (!area || !rect || !width || !rect.width || !rect.height) return null;
    const share = (/** @type {number} */ value) => Math.round(clamp(value, 0, 1) * 1000) / 1000;
    const zoom = this.embed.zoom.getState().currentZoomLevel / (width / this.#times);
    return { left: share((area.left - rect.left) / rect.width), top: share((area.top - rect.top) / rect.height), zoom: Math.round(clamp(zoom, 0.1, 10) * 100) / 100 };
  }

  /** Goes to a part of a page as somebody else shows it; smoothly where the page stays. @param {number} page @param {View} view @param {import("./page-boxes.js").PageBoxes} boxes */
  showPart(page, view, boxes) {
    const stays = page === this.#page;
    if (!stays) this.goTo(page);
    this.#byUser = false;
    const width = this.#scaleFor("width");
    const wanted = width && (width / this.#times) * view.zoom;
    const resized = Boolean(wanted) && Math.abs(Number(wanted) / this.embed.zoom.getState().currentZoomLevel - 1) > PINCHED;
    if (resized && Math.abs(view.zoom - 1) <= PINCHED) this.zoomFit("width");
    else if (resized && wanted) {
      this.#fit = null;
      this.embed.zoom.requestZoom(wanted);
    }
    this.#after(stays && !resized ? 1 : 4, () => this.#scrollTo(page, view, boxes, stays && !resized));
  }

  /** @param {number} page @param {View} view @param {import("./page-boxes.js").PageBoxes} boxes @param {boolean} smooth */
  #scrollTo(page, view, boxes, smooth) {
    const scroller = this.scroller;
    const rect = boxes.all().find((box) => box.page === page)?.rect;
    if (!scroller || !rect || page !== this.#page) return;
    const area = scroller.getBoundingClientRect();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = view.top ? scroller.scrollTop + rect.top - area.top + view.top * rect.height : scroller.scrollTop + rect.top - area.top - this.gap;
    const left = this.#fit ? scroller.scrollLeft : scroller.scrollLeft + rect.left - area.left + view.left * rect.width;
    scroller.scrollTo({ top, left, behavior: smooth && !still ? "smooth" : "instant" });
  }

  /** @param {number} dx @param {number} dy pixels */
  scrollBy(dx, dy) {
    this.scroller?.scrollBy({ left: dx, top: dy, behavior: "instant" });
  }

  destroy() {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#off.forEach((off) => off());
    this.onPage.clear();
  }

  /** @param {number} page */
  #turned(page) {
    if (!this.#byUser || page === this.#page) return;
    this.#page = page;
    this.onPage.emit(page, true);
  }

  #scrolled() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.settle(), SETTLED);
  }

  /** Puts size and middle right once EmbedPDF has laid everything out. */
  settle() {
    if (!this.#refit() && this.#fit) this.#centre();
  }

  /** EmbedPDF scrolls in the next frame; the margin above the page is put back after that. */
  #show() {
    this.embed.scroll.scrollToPage({ pageNumber: this.#page, behavior: "instant" });
    this.#after(1, () => {
      if (this.scroller) this.scroller.scrollTop -= this.gap;
      this.#centre();
    });
  }

  /** What EmbedPDF is to do once it has drawn; nothing when the paper has been put away meanwhile. @param {number} frames @param {() => void} act */
  #after(frames, act) {
    afterFrames(frames, () => this.#stop.signal.aborted || act());
  }

  /** The size at which the current page fits. @param {Fit} mode */
  #scaleFor(mode) {
    const page = this.embed.pages[this.#page - 1];
    const { clientWidth, clientHeight } = this.embed.viewport.getMetrics();
    if (!page || clientWidth === 0) return null;
    const size = displaySize(page);
    const width = (clientWidth - 2 * this.gap) / size.width;
    return mode === "width" ? width * this.#times : Math.min(width, (clientHeight - 2 * this.gap) / size.height);
  }

  /** Fits the current page again if its size or the room changed. @returns {boolean} whether it did */
  #refit() {
    const scale = this.#fit && this.#scaleFor(this.#fit);
    if (!scale || Math.abs(scale - this.embed.zoom.getState().currentZoomLevel) < SAME) return false;
    const byUser = this.#byUser;
    this.#byUser = false; // pages that slip past while the size changes are nobody's doing
    this.#fitting = true;
    this.embed.zoom.requestZoom(scale);
    this.#fitting = false;
    this.#after(1, () => {
      this.#centre();
      this.#byUser ||= byUser;
    });
    return true;
  }

  /** A page that fits must not slide sideways, though a wider one stands elsewhere in the paper. */
  #contain() {
    const width = this.#scaleFor("width");
    const fits = width !== null && this.embed.zoom.getState().currentZoomLevel <= width / this.#times + SAME;
    this.embed.element.style.setProperty("--paper-overflow-x", fits ? "hidden" : "auto");
  }

  #centre() {
    this.#contain();
    const scroller = this.scroller;
    if (scroller) scroller.scrollLeft = (scroller.scrollWidth - scroller.clientWidth) / 2;
  }
}

/** @param {number} frames @param {() => void} act */
function afterFrames(frames, act) {
  requestAnimationFrame(() => (frames > 1 ? afterFrames(frames - 1, act) : act()));
}
