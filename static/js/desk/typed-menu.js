import { api } from "../api.js";
import { el, say } from "../dom.js";
import { dateText } from "../time.js";
import { nextRole, putIn, roleMeant, roleStated, sentencesWith, takenOut, tokenAt, whoFits } from "./typed.js";

const REST_MS = 150;

/**
 * The list under what is typed: who is meant by "@…", which day by ">…", which usual sentence by "/…". Arrows, Enter, Escape; Tab changes as what a
 * unit is meant. Words come from `data-*` of the box.
 */
export class TypedMenu {
  #box;
  #text;
  #list;
  #takes;
  #people = { units: /** @type {any[]} */ ([]), people: /** @type {any[]} */ ([]) };
  /** The usual sentences, once somebody wanted one, and which of them give no task. @type {Promise<Map<string, boolean>> | null} */
  #sentences = null;
  /** @type {import("./typed.js").Token | null} */
  #token = null;
  /** @type {{row: any, take: () => void}[]} */
  #rows = [];
  #at = 0;
  /** @type {import("./typed.js").Role} */
  #role = "lead";
  /** @type {import("./typed.js").Role | undefined} */
  #last;
  #left = "";
  #timer = 0;
  /** @type {any} */
  #read = null;

  /**
   * @param {HTMLElement} box holds the textarea and the list
   * @param {{has: () => boolean, who: (role: import("./typed.js").Role, thing: any) => void, when: (deadline: any) => void, isStatement: () => boolean, statement: () => void, oftenWords: (deadline: any) => string}} takes
   */
  constructor(box, takes) {
    this.#box = box;
    this.#text = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
    this.#list = /** @type {HTMLElement} */ (box.querySelector("[role=listbox]"));
    this.#takes = takes;
    for (const kind of ["input", "click"]) this.#text.addEventListener(kind, () => this.#look());
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("pointerdown", (event) => this.#press(event));
  }

  /** @param {{units: any[], people: any[]}} directory */
  know(directory) {
    this.#people = directory;
  }

  #look() {
    const token = tokenAt(this.#text.value, this.#text.selectionStart);
    const before = token ? this.#text.value.slice(0, token.start) : "";
    if (!token || this.#left === before + token.kind) return this.#close();
    if (token.start !== this.#token?.start) this.#role = this.#meant(before);
    this.#left = "";
    this.#token = token;
    this.#at = 0;
    if (token.kind === "who") return this.#showWho();
    if (token.kind === "said") return void this.#showSaid(token);
    clearTimeout(this.#timer);
    if (!token.words.trim()) return this.#show([], this.#box.dataset.textWhenHint);
    this.#timer = window.setTimeout(() => void this.#ask(token.words), REST_MS);
  }

  /** @param {string} before */
  #meant(before) {
    return this.#takes.isStatement() ? roleStated(before) : roleMeant(before, this.#takes.has(), this.#last);
  }

  #showWho() {
    const { units, people } = whoFits(this.#token?.words ?? "", this.#people.units, this.#people.people);
    const of = (/** @type {import("./typed.js").Role} */ role) => (/** @type {any} */ thing) => ({
      row: [thing.name, el("small", {}, this.#box.dataset[`role${role[0]?.toUpperCase()}${role.slice(1)}`])],
      take: () => role === "named" ? this.#putIn(thing.name) : this.#take(() => {
        this.#last = role;
        this.#takes.who(role, thing);
      }),
    });
    const rows = [...units.map(of(this.#role)), ...people.map(of(this.#takes.isStatement() ? "named" : "supervisor"))];
    this.#show(rows, rows.length ? this.#box.dataset.textWhoHint : this.#box.dataset.textNone);
  }

  /** @param {import("./typed.js").Token} token */
  async #showSaid(token) {
    this.#sentences ??= usualSentences();
    const known = await this.#sentences.catch(() => (this.#sentences = null));
    if (this.#token !== token) return;
    const rows = sentencesWith(token.words, [...(known?.keys() ?? [])]).map((sentence) => this.#sentence(sentence, known?.get(sentence) ?? false));
    this.#show(rows, this.#box.dataset[rows.length ? "textSaidHint" : "textNone"]);
  }

  /** @param {string} sentence @param {boolean} statement */
  #sentence(sentence, statement) {
    const take = () => {
      if (statement) this.#takes.statement();
      this.#putIn(sentence);
    };
    return { row: [sentence, statement ? el("small", {}, this.#box.dataset.textStatement) : null], take };
  }

  /** What the words mean; an answer that comes after other words were typed is left out. @param {string} words */
  async #ask(words) {
    const answer = await api.get(`/deadlines/reading?words=${encodeURIComponent(words)}`).catch(() => null);
    if (this.#token?.kind !== "when" || this.#token.words !== words) return;
    this.#read = answer?.deadline ?? null;
    if (!this.#read) return this.#show([], this.#box.dataset.textWhenHint);
    const deadline = this.#read;
    this.#show([{ row: this.#deadlineWords(deadline), take: () => this.#take(() => this.#takes.when(deadline)) }], "");
  }

  /** @param {any} deadline @returns {any[]} */
  #deadlineWords(deadline) {
    if (!deadline.due_on) return [this.#takes.oftenWords(deadline)];
    const day = (/** @type {string} */ iso) => dateText(iso, document.documentElement.lang);
    const moved = deadline.working_on !== deadline.due_on;
    return [day(deadline.due_on), moved ? el("small", {}, say(this.#box.dataset.textMoved ?? "", { day: day(deadline.working_on) })) : null];
  }

  /** @param {{row: any[], take: () => void}[]} rows @param {string} [hint] */
  #show(rows, hint = "") {
    this.#rows = rows;
    const id = (/** @type {number} */ n) => `${this.#list.id}-${n}`;
    const options = rows.map(({ row }, n) =>
      el("li", { role: "option", id: id(n), "aria-selected": String(n === this.#at), dataset: { n } }, ...row));
    const note = hint ? [el("li", { role: "presentation", class: "note-row" }, hint)] : [];
    this.#list.replaceChildren(...options, ...note);
    this.#list.hidden = false;
    if (rows.length) this.#text.setAttribute("aria-activedescendant", id(this.#at));
    else this.#text.removeAttribute("aria-activedescendant");
    this.#list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  #close() {
    clearTimeout(this.#timer);
    this.#token = null;
    this.#list.hidden = true;
    this.#text.removeAttribute("aria-activedescendant");
  }

  /** @param {() => void} done */
  #take(done) {
    const token = this.#token;
    if (!token) return;
    const left = takenOut(this.#text.value, token, token.start + 1 + token.words.length);
    this.#text.value = left.text;
    this.#text.setSelectionRange(left.caret, left.caret);
    this.#close();
    done();
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {string} sentence */
  #putIn(sentence) {
    if (!this.#token) return;
    const { text, from, to } = putIn(this.#text.value, this.#token, sentence);
    this.#close();
    this.#text.value = text;
    this.#text.setSelectionRange(from, to);
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#list.hidden || event.isComposing || event.altKey || event.ctrlKey) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.#move(1), ArrowUp: () => this.#move(-1), Enter: () => this.#rows[this.#at]?.take(),
      Tab: () => this.#turnRole(event.shiftKey), Escape: () => this.#leave(),
    };
    const act = keys[event.key];
    if (!act || (!this.#rows.length && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** @param {number} step */
  #move(step) {
    this.#at = (this.#at + step + this.#rows.length) % this.#rows.length;
    this.#show(this.#rows, this.#list.querySelector(".note-row")?.textContent ?? "");
  }

  /** Of a deadline Tab takes what stands there. @param {boolean} back */
  #turnRole(back) {
    if (this.#token?.kind !== "who") return this.#rows[this.#at]?.take();
    const [statement, next] = [this.#takes.isStatement(), nextRole(this.#role, this.#takes.isStatement())];
    this.#role = back && !statement ? nextRole(next) : next;
    this.#showWho();
  }

  /** The sign was meant as a sign. */
  #leave() {
    if (this.#token) this.#left = this.#text.value.slice(0, this.#token.start) + this.#token.kind;
    this.#close();
  }

  /** @param {PointerEvent} event */
  #press(event) {
    event.preventDefault();
    const row = event.target instanceof Element ? event.target.closest("[data-n]") : null;
    if (row instanceof HTMLElement) this.#rows[Number(row.dataset.n)]?.take();
  }
}

/** Those that are offered, in the order of the catalogue, and whether they are mere statements. @returns {Promise<Map<string, boolean>>} */
async function usualSentences() {
  const { entries } = await api.get("/catalogues/conclusion-sentences");
  return new Map(entries.filter((/** @type {any} */ entry) => entry.offered).map((/** @type {any} */ entry) => [entry.name, entry.data.statement]));
}
