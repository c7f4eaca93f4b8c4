// @ts-check
/**
 * The note that is open, docked under the page: one's own to word, move on or remove; others' to read. Everybody who
 * may write on its layer answers it, and says that the matter is settled.
 * @typedef {import("../viewer/types").Annotation} Annotation
 */
import { el, icon, one, say, show } from "../dom.js";
import { thread } from "./threads.js";

export class NoteDock {
  /** @type {Annotation | null} */
  #mark = null;
  #isNew = false;
  /** What had the focus before, and gets it back. @type {Element | null} */
  #from = null;

  /**
   * @param {HTMLFormElement} form of _paper.html
   * @param {import("./desk.js").PaperDesk} desk
   */
  constructor(form, desk) {
    this.form = form;
    this.desk = desk;
    this.text = /** @type {HTMLTextAreaElement} */ (one(form, "[data-note-text]"));
    this.answer = /** @type {HTMLTextAreaElement} */ (one(form, "[data-note-reply]"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    one(form, "[data-note-remove]").addEventListener("click", () => this.#remove());
    one(form, "[data-note-settle]").addEventListener("click", () => this.#settle());
    one(form, "[data-note-close]").addEventListener("click", () => this.close());
    desk.onMark.on((mark, isNew) => this.open(mark, isNew));
    desk.onMarks.on(() => this.#again());
  }

  /** @param {Annotation} mark @param {boolean} isNew it has no words yet */
  open(mark, isNew) {
    this.close();
    this.#from = document.activeElement;
    const mine = this.desk.rights.mayWrite && !this.desk.viewer?.locked(mark.id);
    this.#mark = mark;
    this.#isNew = isNew;
    one(this.form, "[data-note-author]").textContent = this.#signed(mark.author);
    one(this.form, "[data-note-time]").textContent = isNew ? "" : when(mark.created_at, this.desk.person.locale);
    this.text.value = mark.text ?? "";
    this.answer.value = "";
    this.form.classList.toggle("note-mine", mine);
    show(one(this.form, "[data-note-text]"), mine);
    show(one(this.form, "[data-note-remove]"), this.desk.viewer?.removable(mark.id) ?? false);
    for (const part of ["[data-note-reply]", "[data-note-settle]"]) show(one(this.form, part), !isNew && this.#mayAnswer(mark));
    show(one(this.form, "[data-note-save]"), mine || this.#mayAnswer(mark));
    this.#thread();
    show(this.form, true);
    this.desk.viewer?.reveal(mark.id);
    (mine ? this.text : one(this.form, "[data-note-close]")).focus({ preventScroll: true });
  }

  /** Whether this person writes on the layer the mark lies on. @param {Annotation} mark */
  #mayAnswer({ layer }) {
    return this.desk.rights.mayWrite && (layer !== "meeting" || this.desk.mayMarkMeeting);
  }

  /** What was said about it, and whether it is settled. */
  #thread() {
    const mark = this.#mark;
    if (!mark) return;
    const mine = !this.desk.viewer?.locked(mark.id);
    const words = mark.text || mark.quote || "";
    const { replies, resolved } = thread(mark, this.desk.viewer?.marks(mark.page).filter((reply) => reply.parent === mark.id) ?? []);
    one(this.form, "[data-note-words]").textContent = words;
    show(one(this.form, "[data-note-words]"), !mine && words !== "");
    const list = one(this.form, "[data-note-thread]");
    list.replaceChildren(...replies.map((reply) => this.#said(reply)));
    show(list, replies.length > 0);
    list.scrollTop = list.scrollHeight;
    show(one(this.form, "[data-note-state]"), resolved);
    const button = one(this.form, "[data-note-settle]");
    const { wordSettle = "", wordReopen = "" } = this.form.dataset;
    button.dataset.state = resolved ? "reopened" : "resolved";
    button.replaceChildren(icon(resolved ? "retry" : "checkc"), resolved ? wordReopen : wordSettle);
  }

  /** @param {Annotation} reply */
  #said({ author, created_at: at, text, state }) {
    const { wordResolved = "", wordReopened = "" } = this.form.dataset;
    const settled = state ? el("i", {}, state === "resolved" ? wordResolved : wordReopened) : null;
    return el("li", {}, el("b", {}, this.#signed(author)), " ", el("span", {}, when(at, this.desk.person.locale)), el("p", {}, text, text && settled ? " " : null, settled));
  }

  /** Marks came or went: what is open is drawn anew, and closed when it is gone. */
  #again() {
    const mark = this.#mark;
    if (!mark || this.#isNew) return;
    const now = this.desk.viewer?.marks(mark.page).find(({ id }) => id === mark.id);
    if (!now) return this.close();
    this.#mark = now;
    this.#thread();
  }

  /** Who wrote it: whoever acted, and on whose behalf. @param {import("../viewer/types").Author} author */
  #signed({ name, deputy, brought_by: brought }) {
    if (brought) return broughtName(name, this.form.dataset);
    return deputy ? say(this.form.dataset.deputy ?? "", { deputy, name }) : name;
  }

  /** Closes; a new note without words is given up. */
  close() {
    const mark = this.#mark;
    this.#mark = null;
    const back = this.form.contains(document.activeElement) && this.#from instanceof HTMLElement ? this.#from : null;
    show(this.form, false);
    back?.focus({ preventScroll: true });
    if (mark && this.#isNew && this.text.value.trim() === "") this.desk.viewer?.erase(mark.id);
  }

  #save() {
    const mark = this.#mark;
    const text = this.text.value.trim().normalize("NFC");
    const answer = this.answer.value.trim().normalize("NFC");
    const mine = mark && !this.desk.viewer?.locked(mark.id);
    if (!mark || (mine && text === "" && (mark.kind === "note" || mark.kind === "text"))) return this.text.focus();
    if (!mine && answer === "") return this.answer.focus();
    this.#isNew = false;
    if (mine && text !== (mark.text ?? "")) this.desk.viewer?.change(mark.id, { text });
    if (answer === "") return this.close();
    this.answer.value = "";
    this.desk.viewer?.reply(mark.id, { text: answer });
    this.answer.focus();
  }

  #settle() {
    const state = /** @type {"resolved" | "reopened"} */ (one(this.form, "[data-note-settle]").dataset.state);
    if (this.#mark) this.desk.viewer?.reply(this.#mark.id, { text: this.answer.value.trim().normalize("NFC"), state });
    this.answer.value = "";
  }

  #remove() {
    const mark = this.#mark;
    this.#isNew = false;
    if (mark) this.desk.viewer?.erase(mark.id);
    this.close();
  }
}

/** The name a file gives an author, which nobody vouches for. @param {string} name @param {DOMStringMap} words of the page */
export function broughtName(name, { wordBrought = "", wordNobody = "" }) {
  return say(wordBrought, { name: name || wordNobody });
}

/** @param {string} iso @param {string} locale */
export function when(iso, locale) {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "vi-VN", {
    timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short", timeStyle: "short", hourCycle: "h23",
  });
  return format.format(new Date(iso));
}
