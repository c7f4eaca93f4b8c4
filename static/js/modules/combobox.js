import { api } from "../api.js";
import { plain } from "../words.js";

const REST_MS = 200;

/**
 * A long list that is searched without accents: `<select data-module="combobox">` stays the field that is sent, an
 * input and a listbox (WAI-ARIA combobox) stand in front of it. One choice, or several shown as tags.
 * With `data-find` the people that fit are asked from that list of the API instead of standing in the page.
 * @param {HTMLElement} select
 */
export default function combobox(select) {
  if (select instanceof HTMLSelectElement) new Combobox(select);
}

class Combobox {
  #select;
  #box = document.createElement("div");
  #input = document.createElement("input");
  #list = document.createElement("ul");
  /** @type {HTMLOptionElement[]} */
  #found = [];
  #at = -1;
  #timer = 0;
  /** The words that the options answer. */
  #answered = "";
  #lost = false;
  /** @type {Set<string>} Who fits those words; who was chosen before stays an option without fitting. */
  #fitting = new Set();

  /** @param {HTMLSelectElement} select */
  constructor(select) {
    this.#select = select;
    this.#build();
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("focus", () => this.#input.select());
    this.#input.addEventListener("click", () => this.#open());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => this.#close());
    select.addEventListener("change", () => this.#show());
    this.#list.addEventListener("pointerdown", (event) => this.#press(event));
    this.#show();
  }

  #build() {
    const id = `${this.#select.id}-list`;
    this.#box.className = "combo";
    this.#input.className = "field";
    this.#input.id = `${this.#select.id}-find`;
    for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" })) {
      this.#input.setAttribute(name, value);
    }
    for (const name of ["aria-describedby", "aria-invalid", "required"]) {
      const value = this.#select.getAttribute(name);
      if (value !== null && !(name === "required" && this.#select.multiple)) this.#input.setAttribute(name, value);
    }
    this.#list.id = id;
    this.#list.setAttribute("role", "listbox");
    this.#list.hidden = true;
    const label = document.querySelector(`label[for="${CSS.escape(this.#select.id)}"]`);
    label?.setAttribute("for", this.#input.id);
    this.#list.setAttribute("aria-label", label?.textContent?.trim() ?? "");
    this.#select.before(this.#box);
    this.#box.append(this.#input, this.#list);
    this.#select.hidden = true;
    this.#select.required = false;
  }

  get #options() {
    return [...this.#select.options].filter((option) => option.value !== "" || option.text === "");
  }

  #show() {
    const chosen = [...this.#select.selectedOptions].filter((option) => option.value !== "");
    this.#input.placeholder = this.#select.querySelector("option[value='']")?.textContent ?? "";
    this.#input.value = chosen.map((option) => option.text).join(", ");
  }

  #typed() {
    this.#open();
    clearTimeout(this.#timer);
    if (this.#select.dataset.find && this.#input.value.trim()) this.#timer = window.setTimeout(() => this.#ask(), REST_MS);
  }

  /** Asks for who fits; an answer that comes after other words were typed is left out. */
  async #ask() {
    const words = this.#input.value.trim();
    this.#lost = false;
    const found = await api.get(`${this.#select.dataset.find}&q=${encodeURIComponent(words)}`).catch(() => null);
    if (words !== this.#input.value.trim()) return;
    this.#lost = found === null;
    this.#answered = words;
    this.#offer(found?.people ?? []);
    this.#open();
  }

  /** @param {{id: string, name: string, username: string, title?: string, offices?: {title: string}[]}[]} people */
  #offer(people) {
    this.#fitting = new Set(people.map((person) => person.id));
    const kept = [...this.#select.options].filter((option) => option.selected || option.value === "");
    const fresh = people.filter((person) => !kept.some((option) => option.value === person.id));
    this.#select.replaceChildren(
      ...kept,
      ...fresh.map((person) => {
        const title = person.title ?? person.offices?.[0]?.title;
        return new Option(`${person.name} (${person.username})${title ? ` · ${title}` : ""}`, person.id);
      }),
    );
  }

  #open() {
    const typed = this.#input.value;
    const showsChoice = typed === [...this.#select.selectedOptions].map((option) => option.text).join(", ");
    const wanted = showsChoice ? "" : plain(typed);
    this.#found = this.#options.filter((option) => this.#fits(option, wanted));
    this.#at = wanted && this.#found.length ? 0 : -1;
    this.#list.replaceChildren(...(this.#found.length ? this.#found.map((option, n) => this.#row(option, n)) : [this.#none()]));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  /** @param {HTMLOptionElement} option @param {string} wanted */
  #fits(option, wanted) {
    if (!this.#select.dataset.find) return plain(option.text).includes(wanted);
    // The server knows best what fits; what was chosen before stands there only while nothing is typed.
    return wanted === "" ? option.selected : this.#answered === this.#input.value.trim() && this.#fitting.has(option.value);
  }

  /** @param {HTMLOptionElement} option @param {number} n */
  #row(option, n) {
    const row = document.createElement("li");
    row.id = `${this.#list.id}-${n}`;
    row.setAttribute("role", "option");
    row.dataset.n = String(n);
    row.textContent = option.selected && this.#select.multiple ? `✓ ${option.text}` : option.text;
    return row;
  }

  #none() {
    const row = document.createElement("li");
    row.textContent = this.#nothing() ?? "";
    return row;
  }

  /** Why no row stands there, in words. */
  #nothing() {
    const { find, none, hint, wait, lost } = this.#select.dataset;
    const words = this.#input.value.trim();
    if (!find || (this.#answered === words && words !== "")) return this.#lost ? lost : none;
    return words === "" ? hint : wait;
  }

  #mark() {
    for (const row of this.#list.children) row.setAttribute("aria-selected", String(row.id === `${this.#list.id}-${this.#at}`));
    const row = this.#list.children[this.#at];
    if (row) row.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", row ? row.id : "");
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#show();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    if (event.key === "Escape" && open) this.#close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && open) this.#at >= 0 && this.#choose(this.#found[this.#at]);
    else return;
    event.preventDefault();
  }

  /** @param {number} step */
  #move(step) {
    if (this.#list.hidden) this.#open();
    const count = this.#found.length;
    if (count) this.#at = (this.#at + step + count) % count;
    this.#mark();
  }

  /** @param {PointerEvent} event */
  #press(event) {
    event.preventDefault();
    const row = event.target instanceof Element ? event.target.closest("[data-n]") : null;
    if (row instanceof HTMLElement) this.#choose(this.#found[Number(row.dataset.n)]);
  }

  /** @param {HTMLOptionElement} option */
  #choose(option) {
    option.selected = this.#select.multiple ? !option.selected : true;
    this.#select.dispatchEvent(new Event("change", { bubbles: true }));
    this.#close();
    if (document.activeElement === this.#input) this.#input.select();
  }
}
