// @ts-check
/** One's own bookmarks, and the outline of the file. Asked for when they are first looked at. */
import { ApiError, api } from "../api.js";
import { all, el, one, say, show } from "../dom.js";
import { say as toast } from "../modules/toast.js";
import { fetchReading } from "./reading-place.js";

/** @typedef {{page: number, name: string}} Mark */

/** @param {Element} row @param {boolean} on */
export function current(row, on) {
  if (on) row.setAttribute("aria-current", "true");
  else row.removeAttribute("aria-current");
}

export class Bookmarks {
  #version = "";
  /** @type {Mark[]} */
  #marks = [];

  /** @param {HTMLElement} box the panel @param {import("./desk.js").PaperDesk} desk @param {import("./reading-place.js").ReadingPlace} place @param {() => boolean} shown */
  constructor(box, desk, place, shown) {
    this.box = box;
    this.desk = desk;
    this.shown = shown;
    this.may = place.may && box.querySelector("[data-bookmark]") !== null;
    desk.onPage.on(() => void this.refresh());
    if (!this.may) return;
    one(box, "[data-bookmark]").addEventListener("click", () => void this.#toggle());
    one(box, "[data-bookmark-name]").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      void this.#put(one(box, "#panel-name").value);
    });
  }

  /** Shows what is kept of the paper that is open now. */
  async refresh() {
    const { versionId } = this.desk;
    if (!this.shown() || !versionId) return;
    if (this.#version !== versionId) await this.#load(versionId);
    this.#drawHere();
  }

  /** @param {string} versionId */
  async #load(versionId) {
    const known = await fetchReading(versionId).catch(() => null);
    if (versionId !== this.desk.versionId) return;
    if (!known) return toast(this.box.dataset.wordFailed ?? "", "error");
    this.#version = versionId;
    this.#marks = known.bookmarks;
    const rows = known.outline.map(({ depth, title, page }) => this.#row(page, title, depth));
    one(this.box, "[data-outline]").replaceChildren(...rows);
    show(one(this.box, "[data-outline-part]"), rows.length > 0);
    this.#drawMarks();
  }

  /** The page one is at; rows stay, and with them the focus. */
  #drawHere() {
    const { page } = this.desk;
    for (const row of all(this.box, ".places button")) current(row, Number(row.dataset.to) === page);
    if (!this.may) return;
    const { wordMark = "", wordUnmark = "" } = this.box.dataset;
    const here = this.#marks.find((mark) => mark.page === page);
    const button = one(this.box, "[data-bookmark]");
    button.setAttribute("aria-pressed", String(Boolean(here)));
    one(button, "span").textContent = say(here ? wordUnmark : wordMark, { page });
    const form = one(this.box, "[data-bookmark-name]");
    show(form, Boolean(here));
    if (!form.contains(document.activeElement)) one(form, "#panel-name").value = here?.name ?? "";
  }

  #drawMarks() {
    if (!this.may) return;
    const { wordPage = "" } = this.box.dataset;
    const rows = this.#marks.map((mark) => this.#row(mark.page, mark.name || say(wordPage, { page: mark.page })));
    one(this.box, "[data-marks]").replaceChildren(...rows);
    show(one(this.box, "[data-marks-none]"), rows.length === 0);
    this.#drawHere();
  }

  /** @param {number} page @param {string} title @param {number} [depth] */
  #row(page, title, depth = 0) {
    const button = el("button", { type: "button", dataset: { to: page }, onclick: () => this.desk.turnTo(page) }, el("span", {}, title), el("small", { class: "num" }, String(page)));
    button.style.paddingInlineStart = `${0.75 + depth}rem`;
    return el("li", {}, button);
  }

  async #toggle() {
    const { page } = this.desk;
    if (this.#marks.some((mark) => mark.page === page)) await this.#remove(page);
    else await this.#put("");
  }

  /** @param {string} name */
  async #put(name) {
    const { page } = this.desk;
    if (!(await this.#done(api.put(`/papers/${this.#version}/bookmarks/${page}`, { name })))) return;
    const kept = { page, name: name.trim() };
    this.#marks = [...this.#marks.filter((mark) => mark.page !== page), kept].sort((a, b) => a.page - b.page);
    this.#drawMarks();
  }

  /** @param {number} page */
  async #remove(page) {
    if (!(await this.#done(api.delete(`/papers/${this.#version}/bookmarks/${page}`)))) return;
    this.#marks = this.#marks.filter((mark) => mark.page !== page);
    this.#drawMarks();
  }

  /** @param {Promise<unknown>} asked @returns {Promise<boolean>} whether the server did it; if not, it is said */
  async #done(asked) {
    try {
      await asked;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message || (this.box.dataset.wordFailed ?? ""), "error");
      return false;
    }
  }
}
