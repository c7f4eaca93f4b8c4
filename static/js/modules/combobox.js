import { plain } from "../words.js";

/**
 * A long list that is searched without accents: `<select data-module="combobox">` stays the field that is sent, an
 * input and a listbox (WAI-ARIA combobox) stand in front of it. One choice, or several shown as tags.
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

  /** @param {HTMLSelectElement} select */
  constructor(select) {
    this.#select = select;
    this.#build();
    this.#input.addEventListener("input", () => this.#open());
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

  #open() {
    const typed = this.#input.value;
    const showsChoice = typed === [...this.#select.selectedOptions].map((option) => option.text).join(", ");
    const wanted = showsChoice ? "" : plain(typed);
    this.#found = this.#options.filter((option) => plain(option.text).includes(wanted));
    this.#at = wanted && this.#found.length ? 0 : -1;
    this.#list.replaceChildren(...(this.#found.length ? this.#found.map((option, n) => this.#row(option, n)) : [this.#none()]));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#mark();
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
    row.textContent = this.#select.dataset.none ?? "";
    return row;
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
