import { dayText, readDay } from "../days.js";
import { api } from "../api.js";
import { all, el, one, say, show } from "../dom.js";
import { OURS } from "../kept.js";
import { contentOf, deadlineOf, oftenOf, statementOf } from "./conclusion-content.js";
import { TypedMenu } from "./typed-menu.js";

/** Where what is being written is kept until it is recorded. @param {string} itemId */
const KEY = (itemId) => `${OURS}conclusion-${itemId}`;

const EMPTY = { text: "", gives_task: true, lead_unit_id: null, coordinating_unit_ids: [], informed_unit_ids: [], supervisor_id: null, deadline_kind: "dated", due_on: null, period: null };

/** The conclusion being written: its text, one lead, who takes part, who supervises, until when. */
export class ConclusionForm {
  #form;
  #onChange;
  #typed;
  #itemId = "";
  /** @type {any} */
  #meeting = null;
  /** The recorded draft being changed, or null. @type {any} */
  #edited = null;
  /** How it stood when its change began. */
  #was = "";
  /** What was being written for a new conclusion meanwhile. @type {any} */
  #aside = null;

  /**
   * @param {HTMLFormElement} form
   * @param {() => void} onChange
   * @param {() => void} onSubmit
   * @param {() => void} onGiveUp the change of a recorded one is to be given up
   */
  constructor(form, onChange, onSubmit, onGiveUp) {
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
    one(form, "[data-give-up]").addEventListener("click", onGiveUp);
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.#changed());
    this.#typed = new TypedMenu(one(form, "[data-typed]"), {
      has: () => this.#field("lead").value !== "",
      who: (role, thing) => this.#choose(role, thing.id),
      when: (deadline) => {
        this.#state(false);
        this.#setDeadline(deadline);
      },
      isStatement: () => this.#field("statement").checked,
      statement: () => this.#state(true),
      oftenWords: (deadline) => one(this.#field("often"), `[value="${oftenOf(deadline)}"]`).text,
    });
    void this.#fillChoosers();
  }

  /** Whether all that a conclusion needs is there. */
  get ready() {
    return !this.#form.hidden && this.#text.value.trim() !== "";
  }

  /** The recorded draft being changed, or null. */
  get edited() {
    return this.#edited;
  }

  /** Whether giving the change up would lose something. */
  get touched() {
    return this.#edited !== null && JSON.stringify(this.content()) !== this.#was;
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

  /** From a task to a mere statement, and back. */
  turn() {
    if (!this.#form.hidden) this.#state(!this.#field("statement").checked);
  }

  /** @param {any} meeting */
  show(meeting) {
    this.#meeting = meeting;
    const item = meeting.agenda.find((/** @type {any} */ i) => i.id === meeting.current_item_id);
    show(this.#form, Boolean(item || this.#edited) && meeting.rights.conclude);
    show(one(this.#form, "[data-give-up]"), this.#edited !== null);
    if (this.#edited) return this.#nameEdited();
    if (!item) return;
    const count = meeting.conclusions.filter((/** @type {any} */ c) => c.item_id === item.id && !c.replaces_id).length;
    const { textTitle = "", textRecord = "" } = this.#form.dataset;
    one(this.#form, "[data-title]").textContent = say(textTitle, { number: item.number });
    one(this.#form, "[data-record] span").textContent = say(textRecord, { number: `${item.number}.${count + 1}` });
    if (this.#itemId === item.id) return;
    this.#itemId = item.id;
    this.#text.value = sessionStorage.getItem(KEY(item.id)) ?? "";
    this.#onChange();
  }

  /** The day as ISO; what is no day goes to the server as it is typed, which says so. */
  get #due() {
    const typed = this.#field("due").value.trim();
    return readDay(typed) || typed || null;
  }

  /** @returns {any} the body of recordConclusion */
  content() {
    const many = (/** @type {string} */ name) => [...this.#field(name).selectedOptions].map((option) => option.value);
    const content = {
      text: this.#text.value.trim(), gives_task: true, lead_unit_id: this.#field("lead").value || null, coordinating_unit_ids: many("coordinating"),
      informed_unit_ids: many("informed"), supervisor_id: this.#field("supervisor").value || null,
      ...deadlineOf(this.#field("often").value, this.#due),
    };
    return this.#field("statement").checked ? statementOf(content) : content;
  }

  /** Change a recorded draft. What was being written waits. @param {any} conclusion the API's ConclusionOut */
  edit(conclusion) {
    if (!this.#edited) this.#aside = this.content();
    this.#edited = conclusion;
    const { lead, coordinating, informed, supervisor } = conclusion;
    const named = { lead: lead ? [lead] : [], coordinating, informed, supervisor: supervisor ? [supervisor] : [] };
    for (const [name, things] of Object.entries(named)) this.#offer(name, things);
    this.#fill(contentOf(conclusion));
    this.#was = JSON.stringify(this.content());
    this.#say("");
    this.show(this.#meeting);
    this.focus();
  }

  /** Somebody else changed it first: what is written here stays, and would now replace theirs. @param {any} newest */
  overtaken(newest) {
    if (this.#edited?.id !== newest.id) return;
    this.#edited = newest;
    this.#say(this.#form.dataset.textStale ?? "");
  }

  /** The change is recorded or given up: back to what was being written. */
  leave() {
    this.#fill(this.#aside);
    this.#edited = this.#aside = null;
    this.#say("");
    this.show(this.#meeting);
    this.#changed();
  }

  /** It has been recorded: an empty form for the next one. */
  clear() {
    sessionStorage.removeItem(KEY(this.#itemId));
    this.#form.reset();
    this.#fill(EMPTY);
    this.#onChange();
  }

  #nameEdited() {
    const { number } = this.#edited;
    const { textEdit = "", textSave = "" } = this.#form.dataset;
    one(this.#form, "[data-title]").textContent = say(textEdit, { number });
    one(this.#form, "[data-record] span").textContent = say(textSave, { number });
  }

  /** @param {string} words */
  #say(words) {
    const place = one(this.#form, "[data-stale]");
    place.textContent = words;
    show(place, words !== "");
  }

  /** @param {any} content as content() gives it */
  #fill(content) {
    const chosen = {
      lead: [content.lead_unit_id ?? null], coordinating: content.coordinating_unit_ids,
      informed: content.informed_unit_ids, supervisor: [content.supervisor_id],
    };
    this.#text.value = content.text;
    this.#state(!content.gives_task);
    this.#setDeadline(content);
    for (const [name, ids] of Object.entries(chosen)) {
      const select = this.#field(name);
      for (const option of select.options) option.selected = ids.includes(option.value || null);
    }
    for (const field of all(this.#form, "select")) field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** A unit has one part only: named anew, it changes its part. @param {string} role @param {string} id */
  #choose(role, id) {
    const units = ["lead", "coordinating", "informed"];
    for (const name of role === "supervisor" ? ["supervisor"] : units) {
      const select = this.#field(name);
      for (const option of select.options) {
        if (option.value === id) option.selected = name === role;
        else if (name === role && !select.multiple) option.selected = false;
      }
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** @param {boolean} statement whether it only states something: then what belongs to work is folded away */
  #state(statement) {
    const box = this.#field("statement");
    box.checked = statement;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {{deadline_kind: string, due_on: string | null, period: string | null}} deadline */
  #setDeadline(deadline) {
    const [often, due] = [this.#field("often"), this.#field("due")];
    often.value = oftenOf(deadline);
    due.value = dayText(deadline.due_on ?? "");
    often.dispatchEvent(new Event("change", { bubbles: true }));
    due.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A unit or person may have left the directory since. @param {string} name @param {{id: string, name: string}[]} things */
  #offer(name, things) {
    const select = this.#field(name);
    const known = new Set([...select.options].map((option) => option.value));
    select.append(...things.filter(({ id }) => !known.has(id)).map((thing) => el("option", { value: thing.id }, thing.name)));
  }

  #changed() {
    show(one(this.#form, "[data-day]"), this.#field("often").value === "");
    if (this.#edited) return this.#onChange();
    if (this.#text.value.trim()) sessionStorage.setItem(KEY(this.#itemId), this.#text.value);
    else sessionStorage.removeItem(KEY(this.#itemId));
    this.#onChange();
  }

  async #fillChoosers() {
    const { units, people } = await api.get("/directory");
    this.#typed.know({ units, people });
    const option = (/** @type {any} */ thing, /** @type {string} */ words) => el("option", { value: thing.id }, words);
    for (const name of ["lead", "coordinating", "informed"]) this.#field(name).append(...units.map((/** @type {any} */ u) => option(u, u.name)));
    this.#field("supervisor").append(...people.map((/** @type {any} */ p) => option(p, p.title ? `${p.name}, ${p.title}` : p.name)));
  }
}
