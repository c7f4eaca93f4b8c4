// @ts-check
/**
 * The note that is open, docked under the page: one's own to word, move on or remove; others' to read.
 * @typedef {import("../viewer/types").Annotation} Annotation
 */
import { one, show } from "../dom.js";

export class NoteDock {
  /** @type {Annotation | null} */
  #mark = null;
  #isNew = false;

  /**
   * @param {HTMLFormElement} form of _paper.html
   * @param {import("./desk.js").PaperDesk} desk
   */
  constructor(form, desk) {
    this.form = form;
    this.desk = desk;
    this.text = /** @type {HTMLTextAreaElement} */ (one(form, "[data-note-text]"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    one(form, "[data-note-remove]").addEventListener("click", () => this.#remove());
    one(form, "[data-note-close]").addEventListener("click", () => this.close());
    desk.onMark.on((mark, isNew) => this.open(mark, isNew));
  }

  /** @param {Annotation} mark @param {boolean} isNew it has no words yet */
  open(mark, isNew) {
    this.close();
    const mine = !this.desk.viewer?.locked(mark.id);
    const words = mark.text || mark.quote || "";
    this.#mark = mark;
    this.#isNew = isNew;
    one(this.form, "[data-note-author]").textContent = this.#signed(mark.author);
    one(this.form, "[data-note-time]").textContent = isNew ? "" : when(mark.created_at, this.desk.person.locale);
    one(this.form, "[data-note-words]").textContent = words;
    this.text.value = mark.text ?? "";
    this.form.classList.toggle("note-mine", mine);
    show(one(this.form, "[data-note-words]"), !mine && words !== "");
    for (const part of ["[data-note-text]", "[data-note-save]", "[data-note-remove]"]) show(one(this.form, part), mine);
    show(this.form, true);
    this.desk.viewer?.reveal(mark.id);
    (mine ? this.text : one(this.form, "[data-note-close]")).focus({ preventScroll: true });
  }

  /** Who wrote it: whoever acted, and on whose behalf. @param {import("../viewer/types").Author} author */
  #signed({ name, deputy }) {
    return deputy ? (this.form.dataset.deputy ?? "").replace("%(deputy)s", deputy).replace("%(name)s", name) : name;
  }

  /** Closes; a new note without words is given up. */
  close() {
    const mark = this.#mark;
    this.#mark = null;
    show(this.form, false);
    if (mark && this.#isNew && this.text.value.trim() === "") this.desk.viewer?.erase(mark.id);
  }

  #save() {
    const mark = this.#mark;
    const text = this.text.value.trim();
    if (!mark || (mark.kind === "note" && text === "")) return this.text.focus();
    this.#isNew = false;
    this.desk.viewer?.change(mark.id, { text: text.normalize("NFC") });
    this.close();
  }

  #remove() {
    const mark = this.#mark;
    this.#isNew = false;
    if (mark) this.desk.viewer?.erase(mark.id);
    this.close();
  }
}

/** @param {string} iso @param {string} locale */
function when(iso, locale) {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "vi-VN", {
    timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short", timeStyle: "short", hourCycle: "h23",
  });
  return format.format(new Date(iso));
}
