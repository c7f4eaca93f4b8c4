import { api } from "../api.js";
import { all, el, one, say, show } from "../dom.js";

/** Where what is being written is kept until it is recorded. @param {string} itemId */
const KEY = (itemId) => `conclusion ${itemId}`;

/** The conclusion being written: its text, one lead, who takes part, who supervises, until when. */
export class ConclusionForm {
  #form;
  #onChange;
  #itemId = "";

  /** @param {HTMLFormElement} form @param {() => void} onChange @param {() => void} onSubmit */
  constructor(form, onChange, onSubmit) {
    this.#form = form;
    this.#onChange = onChange;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      onSubmit();
    });
    // Enter in a chooser is part of choosing; recording takes its button or its own keys.
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
    });
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.#changed());
    void this.#fillChoosers();
  }

  /** Whether all that a conclusion needs is there. */
  get ready() {
    return !this.#form.hidden && this.#text.value.trim() !== "" && this.#field("lead").value !== "";
  }

  get #text() {
    return one(this.#form, "textarea");
  }

  /** @param {string} name */
  #field(name) {
    return one(this.#form, `[name="${name}"]`);
  }

  focus() {
    this.#text.focus();
  }

  /** @param {any} meeting */
  show(meeting) {
    const item = meeting.agenda.find((/** @type {any} */ i) => i.id === meeting.current_item_id);
    show(this.#form, Boolean(item) && meeting.rights.conclude);
    if (!item) return;
    const count = meeting.conclusions.filter((/** @type {any} */ c) => c.item_id === item.id).length;
    const { textTitle = "", textRecord = "" } = this.#form.dataset;
    one(this.#form, "[data-title]").textContent = say(textTitle, { number: item.number });
    one(this.#form, "[data-record] span").textContent = say(textRecord, { number: `${item.number}.${count + 1}` });
    if (this.#itemId === item.id) return;
    this.#itemId = item.id;
    this.#text.value = sessionStorage.getItem(KEY(item.id)) ?? "";
    this.#onChange();
  }

  /** @returns {any} the body of recordConclusion */
  content() {
    const many = (/** @type {string} */ name) => [...this.#field(name).selectedOptions].map((option) => option.value);
    return {
      text: this.#text.value.trim(), lead_unit_id: this.#field("lead").value || null, coordinating_unit_ids: many("coordinating"),
      informed_unit_ids: many("informed"), supervisor_id: this.#field("supervisor").value || null, due_on: this.#field("due").value || null,
    };
  }

  /** It has been recorded: an empty form for the next one. */
  clear() {
    sessionStorage.removeItem(KEY(this.#itemId));
    this.#form.reset();
    for (const select of all(this.#form, "select, input[type=date]")) {
      if (select.multiple) for (const option of select.options) option.selected = false;
      select.dispatchEvent(new Event(select.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    }
    this.#onChange();
  }

  #changed() {
    if (this.#text.value.trim()) sessionStorage.setItem(KEY(this.#itemId), this.#text.value);
    else sessionStorage.removeItem(KEY(this.#itemId));
    this.#onChange();
  }

  async #fillChoosers() {
    const { units, people } = await api.get("/directory");
    const option = (/** @type {any} */ thing, /** @type {string} */ words) => el("option", { value: thing.id }, words);
    for (const name of ["lead", "coordinating", "informed"]) this.#field(name).append(...units.map((/** @type {any} */ u) => option(u, u.name)));
    this.#field("supervisor").append(...people.map((/** @type {any} */ p) => option(p, p.title ? `${p.name}, ${p.title}` : p.name)));
  }
}
