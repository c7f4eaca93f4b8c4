import { el, one, say, show } from "../dom.js";
import { wordsFor } from "./seat-board.js";
import { standing, standsBack } from "./seat-state.js";
import { shownName } from "./people.js";

/** Who sits on a seat; for the secretariat also: check in, let leave, give the seat to somebody else. */
export class SeatDialog {
  #dialog;
  #words;
  #acts;
  /** @type {string | null} the seat shown, or null for a person without one */
  #seat = null;
  /** @type {string | undefined} */
  #personId;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {DOMStringMap} words
   * @param {{note: (id: string, what: string) => Promise<unknown>, seat: (id: string, seat: string | null) => Promise<unknown>}} acts
   */
  constructor(dialog, words, acts) {
    this.#dialog = dialog;
    this.#words = words;
    this.#acts = acts;
    for (const button of dialog.querySelectorAll("[data-note]")) {
      button.addEventListener("click", () => void this.#note(/** @type {HTMLElement} */ (button).dataset.note ?? ""));
    }
    one(dialog, "[data-give]").addEventListener("click", () => void this.#give());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  /** @param {any} map @param {string | null} seat @param {string} [personId] */
  open(map, seat, personId) {
    this.#seat = seat;
    const person = map.people.find((/** @type {any} */ p) => (personId ? p.id === personId : p.seat === seat));
    this.#personId = person?.id;
    this.show(map);
    this.#dialog.showModal();
  }

  /** Draw again while it is open. @param {any} map */
  show(map) {
    const person = map.people.find((/** @type {any} */ p) => p.id === this.#personId);
    const number = this.#seat ?? person?.seat;
    const { textSeat = "", textNoSeat = "", textFree = "" } = this.#words;
    one(this.#dialog, "[data-name]").textContent = person ? shownName(person) : textFree;
    one(this.#dialog, "[data-post]").textContent = person?.title ?? "";
    one(this.#dialog, "[data-number]").textContent = number ? say(textSeat, { seat: number }) : textNoSeat;
    one(this.#dialog, "[data-standing]").textContent = person ? wordsFor(this.#words, standing(map, person), person, standsBack(map, person.id)) : "";
    show(one(this.#dialog, "[data-notes]"), map.rights.check_in_others && Boolean(person));
    show(one(this.#dialog, '[data-note="room"]'), !person?.present || person.online);
    show(one(this.#dialog, '[data-note="online"]'), !person?.present || !person.online);
    show(one(this.#dialog, '[data-note="leave"]'), Boolean(person?.present));
    show(one(this.#dialog, "[data-giving]"), map.rights.seat && Boolean(number));
    this.#fillPeople(map, person?.id ?? "");
  }

  /** @param {any} map @param {string} chosen */
  #fillPeople(map, chosen) {
    const { textFree = "", textSeat = "" } = this.#words;
    const people = map.people.map((/** @type {any} */ p) => el("option", { value: p.id, selected: p.id === chosen }, p.seat ? `${p.name} (${say(textSeat, { seat: p.seat })})` : p.name));
    one(this.#dialog, "select").replaceChildren(el("option", { value: "" }, textFree), ...people);
  }

  /** @param {string} what */
  async #note(what) {
    if (this.#personId && (await this.#acts.note(this.#personId, what)) !== undefined) this.#dialog.close();
  }

  async #give() {
    const wanted = one(this.#dialog, "select").value;
    const seat = this.#seat;
    if (!seat || wanted === (this.#personId ?? "")) return this.#dialog.close();
    const done = wanted ? await this.#acts.seat(wanted, seat) : await this.#acts.seat(/** @type {string} */ (this.#personId), null);
    if (done !== undefined) this.#dialog.close();
  }
}
