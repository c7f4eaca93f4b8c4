// @ts-check
/**
 * Words in the paper: the server finds them (without marks too, and before the viewer has opened), the viewer shows
 * where they stand.
 * @typedef {import("./hit-list.js").Hit} Hit
 */
import { ApiError, api } from "../api.js";
import { all, el, one, say, show } from "../dom.js";
import { current } from "./bookmarks.js";
import { nearest, pagesOf, stepped } from "./hit-list.js";
import { Signal } from "../viewer/signal.js";

export class Finder {
  /** @type {Hit[]} */
  #hits = [];
  #total = 0;
  #now = 0;
  #text = "";
  #version = "";
  #turn = 0;
  /** The address asked for words. */
  onBegin = new Signal();
  /** What the address asks for, when one comes from the search: `?find=…`. */
  #asked = new URLSearchParams(location.search).get("find")?.trim() ?? "";

  /** @param {HTMLElement} box the panel @param {import("./desk.js").PaperDesk} desk */
  constructor(box, desk) {
    this.box = box;
    this.desk = desk;
    this.field = one(box, "#panel-text");
    one(box, "[data-panel-find]").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      void this.#find();
    });
    // The cross of a search field, or an emptied one.
    this.field.addEventListener("input", () => this.field.value || this.#clear());
    for (const button of all(box, "[data-found-step]")) {
      button.addEventListener("click", () => this.step(/** @type {1 | -1} */ (Number(button.dataset.foundStep))));
    }
    desk.onOpened.on(() => this.#opened());
  }

  /** @param {1 | -1} step to the next place or the one before */
  step(step) {
    if (this.#hits.length) this.#goTo(stepped(this.#now, step, this.#hits.length));
  }

  async #find() {
    const { versionId } = this.desk;
    const text = this.field.value.trim();
    this.#clear();
    const turn = this.#turn;
    if (!text || !versionId) return;
    const answer = await api.get(`/papers/${versionId}/search?text=${encodeURIComponent(text)}`).catch((error) => error);
    if (turn !== this.#turn) return;
    if (answer instanceof Error) return this.#say(answer instanceof ApiError && answer.message ? answer.message : (this.box.dataset.wordFailed ?? ""));
    [this.#text, this.#version] = [text, versionId];
    [this.#hits, this.#total] = [answer.hits, answer.total];
    this.#fill(answer);
    this.#mark();
    if (this.#hits.length) this.#goTo(nearest(this.#hits, this.desk.page));
  }

  /** @param {{total: number, pages_without_text: number}} found */
  #fill({ total, pages_without_text }) {
    const { wordNone = "", wordScans = "" } = this.box.dataset;
    const scans = pages_without_text ? say(wordScans, { count: pages_without_text }) : "";
    this.#say([total ? "" : wordNone, scans].filter(Boolean).join(" "));
    one(this.box, "[data-found]").replaceChildren(...this.#hits.map((hit, index) => this.#row(hit, index)));
    show(one(this.box, "[data-found-bar]"), total > 0);
  }

  /** @param {Hit} hit @param {number} index */
  #row({ page, before, words, after }, index) {
    const line = el("span", {}, before, el("mark", {}, words), after);
    const where = el("small", {}, say(this.box.dataset.wordPage ?? "", { page }));
    return el("li", {}, el("button", { type: "button", onclick: () => this.#goTo(index) }, where, line));
  }

  #mark() {
    const [text, version] = [encodeURIComponent(this.#text), this.#version];
    const placesOf = async (/** @type {number} */ page) => (await api.get(`/papers/${version}/pages/${page}/places?text=${text}`)).places;
    this.desk.viewer?.hits.show(pagesOf(this.#hits), placesOf);
  }

  /** @param {number} index */
  #goTo(index) {
    this.#now = index;
    const hit = this.#hits[index];
    if (!hit) return;
    const { page, nth } = hit;
    if (page !== this.desk.page) this.desk.turnTo(page);
    void this.desk.viewer?.revealHit(page, nth);
    one(this.box, "[data-found-count]").textContent = say(this.box.dataset.wordFound ?? "", { nth: index + 1, count: this.#total });
    for (const [at, row] of all(this.box, "[data-found] button").entries()) {
      current(row, at === index);
      if (at === index) row.scrollIntoView({ block: "nearest" });
    }
  }

  /** Another paper was opened; or the same one anew, which has lost its marks. */
  #opened() {
    if (this.#version === this.desk.versionId) this.#mark();
    else this.#clear();
    if (this.#asked) this.#begin(this.#asked);
  }

  /** @param {string} text found once, as if typed; the panel shows the places where it leaves room for the pages */
  #begin(text) {
    this.#asked = "";
    this.field.value = text.replaceAll('"', "");
    this.onBegin.emit();
    void this.#find();
  }

  #clear() {
    this.#turn += 1;
    this.#hits = [];
    this.#version = "";
    this.desk.viewer?.hits.clear();
    one(this.box, "[data-found]").replaceChildren();
    show(one(this.box, "[data-found-bar]"), false);
    this.#say("");
  }

  /** @param {string} words */
  #say(words) {
    one(this.box, "[data-found-say]").textContent = words;
  }
}
