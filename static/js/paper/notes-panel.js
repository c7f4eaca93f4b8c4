// @ts-check
/**
 * The notes of the paper in a list: which layers are shown, whose notes, open or settled; a tap goes to the place.
 * The words are in templates/documents/_paper_notes.html. The order of what is read is the order of the pages.
 * @typedef {import("./threads.js").Thread} Thread
 * @typedef {import("./desk.js").PaperDesk} PaperDesk
 */
import { all, el, icon, one, say, show } from "../dom.js";
import { layerKey } from "../viewer/layers.js";
import { authors, chosen, threads } from "./threads.js";
import { broughtName, when } from "./note-dock.js";

export class NotesPanel {
  /** @type {number} */
  #frame = 0;

  /** @param {HTMLElement} panel @param {PaperDesk} desk */
  constructor(panel, desk) {
    this.panel = panel;
    this.desk = desk;
    this.words = panel.dataset;
    this.list = one(panel, "[data-notes-list]");
    this.author = /** @type {HTMLSelectElement} */ (one(panel, "[data-notes-author]"));
    this.state = /** @type {HTMLSelectElement} */ (one(panel, "[data-notes-state]"));
    this.state.addEventListener("change", () => this.fill());
    this.author.addEventListener("change", () => this.#choose());
    one(panel, "[data-notes-close]").addEventListener("click", () => this.toggle(false));
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
    this.list.addEventListener("click", (/** @type {Event} */ event) => this.#go(event));
    desk.onMarks.on(() => this.#soon());
    desk.onOpened.on(() => this.#opened());
  }

  /** @param {HTMLElement} button opens and closes the list */
  opensFrom(button) {
    this.button = button;
    button.addEventListener("click", () => this.toggle(this.panel.hidden === true));
  }

  /** @param {boolean} open */
  toggle(open) {
    show(this.panel, open);
    this.button?.setAttribute("aria-expanded", String(open));
    if (!open) return this.button?.focus();
    this.fill();
    one(this.panel, "h2").focus();
  }

  #opened() {
    this.desk.company?.readers.onChange.on(() => this.#present());
    this.#layers();
    this.#present();
    this.#soon();
  }

  /** Marks may come by the hundred: the list is drawn once for all of them. */
  #soon() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.fill());
  }

  #choose() {
    this.desk.viewer?.sight.setAuthor(this.author.value);
    this.fill();
  }

  /** Draws the list anew. */
  fill() {
    this.#frame = 0;
    const viewer = this.desk.viewer;
    if (this.panel.hidden || !viewer) return;
    const marks = viewer.marks().filter((mark) => viewer.sight.layerVisible(layerKey(mark)));
    this.#authors(authors(marks));
    const found = chosen(threads(marks), { author: this.author.value, state: /** @type {any} */ (this.state.value) });
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.mark;
    /** @type {Map<number, Thread[]>} */
    const pages = new Map();
    for (const note of found) pages.set(note.mark.page, [...(pages.get(note.mark.page) ?? []), note]);
    this.list.replaceChildren(...[...pages].map(([page, notes]) => this.#page(page, notes)));
    show(one(this.panel, "[data-notes-none]"), found.length === 0);
    one(this.panel, "[data-notes-count]").textContent = say(this.words.wordCount ?? "", { count: found.length });
    if (focused) all(this.list, "[data-mark]").find((item) => item.dataset.mark === focused)?.focus();
  }

  /** @param {import("../viewer/types").Author} author */
  #name({ name, brought_by: brought }) {
    return brought ? broughtName(name, this.words) : name;
  }

  /** @param {import("../viewer/types").Author[]} people */
  #authors(people) {
    const now = this.author.value || this.desk.viewer?.sight.author || "";
    const first = one(this.author, 'option[value=""]');
    this.author.replaceChildren(first, ...people.map((each) => el("option", { value: each.id }, this.#name(each))));
    this.author.value = people.some(({ id }) => id === now) ? now : "";
  }

  /** @param {number} page @param {Thread[]} notes */
  #page(page, notes) {
    const title = el("h3", {}, say(this.words.wordPage ?? "", { page }));
    return el("li", {}, title, el("ul", {}, ...notes.map((note) => this.#item(note))));
  }

  /** @param {Thread} note */
  #item({ mark, replies, resolved }) {
    const { wordReplies = "", wordResolved = "", wordWordless = "" } = this.words;
    const words = mark.text || mark.quote || this.#stamp(mark.stamp) || wordWordless;
    const said = replies.filter((reply) => reply.text).length;
    return el("li", {}, el("button", { type: "button", class: "notes-item", dataset: { mark: mark.id } },
      el("span", { class: "notes-who" }, el("b", {}, this.#name(mark.author)), el("span", {}, when(mark.created_at, this.desk.person.locale))),
      el("span", { class: "notes-words" }, words),
      el("span", { class: "notes-facts" },
        el("span", {}, this.#layerName(layerKey(mark))),
        said ? el("span", {}, say(wordReplies, { count: said })) : null,
        resolved ? el("span", { class: "notes-done" }, icon("checkc"), wordResolved) : null)));
  }

  /** @param {string} [name] */
  #stamp(name) {
    const words = /** @type {Record<string, string>} */ (this.desk.person.labels.stamps ?? {});
    return name ? words[name] ?? name : "";
  }

  /** @param {Event} event */
  #go({ target }) {
    const item = target instanceof Element ? target.closest("[data-mark]") : null;
    const viewer = this.desk.viewer;
    if (!(item instanceof HTMLElement) || !viewer) return;
    const mark = viewer.marks().find(({ id }) => id === item.dataset.mark);
    if (!mark) return;
    if (matchMedia("(max-width: 46rem)").matches) this.toggle(false);
    viewer.goTo(mark.page);
    viewer.reveal(mark.id);
    this.desk.onMark.emit(mark, false);
  }

  /** @param {string} key */
  #layerName(key) {
    const { wordMine = "", wordMeeting = "" } = this.words;
    if (key === "personal") return wordMine;
    if (key === "meeting") return wordMeeting;
    return this.desk.company?.layers.find((shared) => layerKey(shared) === key)?.name ?? "";
  }

  /** One button for each layer: shown or hidden. */
  #layers() {
    const keys = ["personal", ...(this.desk.company?.layers ?? []).map(layerKey)];
    one(this.panel, "[data-notes-layers]").replaceChildren(...keys.map((key) => this.#eye(key)));
  }

  /** @param {string} key */
  #eye(key) {
    const look = () => {
      const shown = this.desk.viewer?.sight.layerVisible(key) ?? true;
      button.setAttribute("aria-pressed", String(shown));
      button.replaceChildren(icon(shown ? "eye" : "hide"), el("span", {}, this.#layerName(key)));
    };
    const button = el("button", { type: "button", class: "notes-eye", onclick: () => {
      this.desk.viewer?.sight.setLayerVisible(key, !this.desk.viewer.sight.layerVisible(key));
      look();
      this.fill();
    } });
    look();
    return button;
  }

  #present() {
    const { wordReader = "" } = this.words;
    const readers = this.desk.company?.readers.all ?? [];
    const place = one(this.panel, "[data-notes-readers]");
    show(place, readers.length > 0);
    one(place, "ul").replaceChildren(...readers.map((reader) => el("li", {}, say(wordReader, reader))));
  }
}
