// @ts-check
/**
 * Finding one's way in a paper: the panel beside its pages, its tabs and keys (templates/documents/_paper_panel.html).
 * @typedef {import("./desk.js").PaperDesk} PaperDesk
 */
import { all, one, show } from "../dom.js";
import { Bookmarks } from "./bookmarks.js";
import { Finder } from "./finder.js";
import { Look } from "./look.js";
import { ReadingPlace } from "./reading-place.js";
import { Thumbs } from "./thumbs.js";

/** Alt with these, as on the desk: Telex and VNI are never disturbed. */
const TABS = Object.freeze({ KeyT: "pages", KeyK: "words", KeyM: "marks", KeyX: "look" });

/** From this width on the panel stands beside the pages. */
const BESIDE = 900;

export class Panel {
  #tab = "pages";
  /** @type {HTMLElement[]} */
  #openers = [];

  /** @param {HTMLElement} box @param {PaperDesk} desk */
  constructor(box, desk) {
    this.box = box;
    this.desk = desk;
    const shown = () => (this.box.hidden ? "" : this.#tab);
    const reading = new ReadingPlace(desk);
    this.thumbs = new Thumbs(one(box, "[data-thumbs]"), desk, box.dataset, () => shown() === "pages");
    this.finder = new Finder(box, desk);
    this.finder.onBegin.on(() => innerWidth >= BESIDE && this.open("words"));
    this.marks = new Bookmarks(box, desk, reading, () => shown() === "marks");
    this.look = new Look(box, desk);
    for (const tab of all(box, "[data-tab]")) tab.addEventListener("click", () => this.open(tab.dataset.tab));
    one(box, "[data-panel-close]").addEventListener("click", () => this.close());
    one(box, "[role=tablist]").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.#along(event));
    one(box, "[data-panel-go]").addEventListener("submit", (/** @type {Event} */ event) => this.#go(event));
    box.addEventListener("click", (event) => this.#chosen(event));
    box.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    addEventListener("keydown", (event) => this.#key(event));
    desk.onPage.on((page) => this.#turned(page));
  }

  /** @param {HTMLElement} button opens and closes the panel */
  opensFrom(button) {
    this.#openers.push(button);
    button.addEventListener("click", () => (this.box.hidden ? this.open(this.#tab) : this.close()));
  }

  /** @param {string} [name] of a tab */
  open(name = this.#tab) {
    this.#tab = name;
    show(this.box, true);
    for (const tab of all(this.box, "[data-tab]")) {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      show(one(this.box, `#panel-${tab.dataset.tab}`), on);
    }
    this.#say();
    this.thumbs.refresh();
    void this.marks.refresh();
    const first = name === "words" ? "#panel-text" : `[data-tab="${name}"]`;
    one(this.box, first).focus({ preventScroll: true });
  }

  close() {
    show(this.box, false);
    this.#say();
    this.#openers[0]?.focus({ preventScroll: true });
  }

  /** Where the panel lies over all of the pages, a choice puts it away. @param {Event} event */
  #chosen(event) {
    // The row may be gone already: lists are drawn anew when a page is turned.
    const row = event.composedPath().some((part) => part instanceof HTMLOListElement);
    if (row && this.box.offsetWidth > 0.8 * (this.box.parentElement?.offsetWidth ?? Infinity)) this.close();
  }

  #say() {
    for (const opener of this.#openers) opener.setAttribute("aria-expanded", String(!this.box.hidden));
  }

  /** @param {number} page */
  #turned(page) {
    const field = one(this.box, "#panel-page");
    field.max = this.desk.viewer?.pageCount ?? 1;
    if (document.activeElement !== field) field.value = page;
  }

  /** @param {Event} event */
  #go(event) {
    event.preventDefault();
    this.desk.turnTo(Number(one(this.box, "#panel-page").value));
  }

  /** Arrows go from tab to tab. @param {KeyboardEvent} event */
  #along(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.altKey) return;
    const names = all(this.box, "[data-tab]").map((tab) => tab.dataset.tab);
    const name = names[(names.indexOf(this.#tab) + step + names.length) % names.length];
    this.open(name);
    one(this.box, `[data-tab="${name}"]`).focus();
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const act = this.#meant(event);
    if (!act || !this.desk.viewer) return;
    event.preventDefault();
    act();
  }

  /** @param {KeyboardEvent} event @returns {(() => void) | null} */
  #meant(event) {
    if (event.ctrlKey || event.metaKey) return null;
    if (event.code === "F3") return () => this.finder.step(event.shiftKey ? -1 : 1);
    if (!event.altKey) return null;
    const tab = /** @type {Record<string, string>} */ (TABS)[event.code];
    if (tab) return () => this.open(tab);
    if (event.code === "KeyN") return () => this.look.turnNight();
    if (event.code === "KeyF") return () => void this.look.turnFull();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    return step ? () => this.desk.turnTo(this.desk.page + step) : null;
  }
}
