// @ts-check
/**
 * Small pictures of the pages with their marks, drawn by the server. Only those near the part in view are asked for, and those left far
 * behind are let go of: a paper of a thousand pages costs no more than one of ten.
 */
import { el, say } from "../dom.js";
import { markedPictureUrl, pictureUrl } from "./addresses.js";
import { marksSeen } from "./marks-seen.js";

const WIDTH = 160;
/** Milliseconds for which marks may come and go before pictures are asked for anew. */
const REST = 1500;

export class Thumbs {
  #version = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  /** @type {IntersectionObserver} */
  #near;

  /** @param {HTMLElement} list @param {import("./desk.js").PaperDesk} desk @param {DOMStringMap} words @param {() => boolean} shown */
  constructor(list, desk, words, shown) {
    this.list = list;
    this.desk = desk;
    this.words = words;
    this.shown = shown;
    this.#near = new IntersectionObserver((entries) => this.#moved(entries), { root: list, rootMargin: "100% 0px" });
    desk.onPage.on(() => this.refresh());
    desk.onMarks.on(() => this.#soon());
  }

  /** Shows the paper that is open now, and where one is in it. */
  refresh() {
    if (!this.shown() || !this.desk.viewer) return;
    if (this.#version !== this.desk.versionId) this.#fill();
    for (const item of this.list.querySelectorAll("[aria-current]")) item.removeAttribute("aria-current");
    const now = this.list.children[this.desk.page - 1]?.querySelector("button");
    now?.setAttribute("aria-current", "page");
    if (now) this.#bring(now);
  }

  #fill() {
    const { versionId, viewer } = this.desk;
    this.#version = versionId;
    this.#near.disconnect();
    const ratio = (/** @type {number} */ page) => {
      const box = viewer?.embed.pages[page - 1];
      return box ? (box.rotation % 2 ? box.height / box.width : box.width / box.height) : 0.7;
    };
    const pages = Array.from({ length: viewer?.pageCount ?? 0 }, (_, index) => index + 1);
    this.list.replaceChildren(...pages.map((page) => this.#thumb(page, ratio(page))));
    for (const item of this.list.children) this.#near.observe(item);
  }

  /** @param {number} page @param {number} ratio width to height */
  #thumb(page, ratio) {
    const sheet = el("span", { class: "thumb-sheet" });
    sheet.style.aspectRatio = String(ratio);
    const turn = () => this.desk.turnTo(page);
    const button = el("button", { type: "button", class: "thumb", onclick: turn, "aria-label": say(this.words.wordPage ?? "", { page }) }, sheet, String(page));
    return el("li", { dataset: { thumb: page } }, button);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      const sheet = target.querySelector(".thumb-sheet");
      if (!isIntersecting) sheet?.replaceChildren();
      else if (sheet && !sheet.firstChild) sheet.append(this.#picture(Number(/** @type {HTMLElement} */ (target).dataset.thumb)));
    }
  }

  /** @param {number} page */
  #picture(page) {
    const address = this.#address(page);
    const picture = el("img", { alt: "", decoding: "async", src: address, dataset: { asked: address } });
    // Without network, or when the marks cannot be drawn, the page alone is better than nothing.
    picture.addEventListener("error", () => {
      const plain = pictureUrl(this.#version, page, WIDTH);
      if (picture.getAttribute("src") === plain) picture.remove();
      else picture.setAttribute("src", plain);
    });
    return picture;
  }

  /** @param {number} page */
  #address(page) {
    const viewer = this.desk.viewer;
    const marks = marksSeen(viewer?.marks(page) ?? [], (layer) => viewer?.sight.layerVisible(layer) ?? false);
    return markedPictureUrl(this.#version, page, WIDTH, marks);
  }

  #soon() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#anew(), REST);
  }

  /** Marks came or went: only the pictures of their pages are asked for anew. */
  #anew() {
    if (!this.shown() || this.#version !== this.desk.versionId) return;
    for (const picture of this.list.querySelectorAll("img")) {
      const page = Number(picture.closest("li")?.dataset.thumb);
      const now = this.#address(page);
      if (picture.dataset.asked !== now) picture.replaceWith(this.#picture(page));
    }
  }

  /** @param {Element} button scrolls the list only, never the page */
  #bring(button) {
    const { top, bottom } = button.getBoundingClientRect();
    const view = this.list.getBoundingClientRect();
    if (top < view.top || bottom > view.bottom) this.list.scrollTop += top - view.top - view.height / 3;
  }
}
