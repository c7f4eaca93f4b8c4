import { el, one, say, show } from "../dom.js";

/** Which circulation ballot a vote is counted together with: what may be chosen is as of now, not as of loading. */
export class JointChoice {
  #row;
  #select;
  /** @type {Map<string, any>} */
  #offered = new Map();

  /** @param {HTMLElement} row @param {() => void} onChange another one was chosen */
  constructor(row, onChange) {
    this.#row = row;
    this.#select = one(row, "[data-joint]");
    this.#select.addEventListener("change", onChange);
  }

  /** @param {any[]} joinable those that may be counted now; one that is chosen stays until it is let go */
  offer(joinable) {
    const chosen = this.sent;
    const kept = chosen && !joinable.some((other) => other.id === chosen.id) ? [chosen] : [];
    const offered = [...joinable, ...kept];
    show(this.#row, offered.length > 0);
    if (JSON.stringify(offered) === JSON.stringify([...this.#offered.values()])) return;
    this.#offered = new Map(offered.map((other) => [other.id, other]));
    const text = this.#select.dataset.text ?? "";
    const none = this.#select.options[0];
    this.#select.replaceChildren(none, ...offered.map(({ id, title, answers }) => el("option", { value: id }, say(text, { title, answers }))));
    this.#select.value = chosen?.id ?? "";
  }

  /** @returns {any} the one that is counted too, or nothing */
  get sent() {
    return this.#offered.get(this.#select.value) ?? null;
  }

  /** @returns {boolean} whether one had been chosen */
  clear() {
    const had = Boolean(this.#select.value);
    this.#select.value = "";
    return had;
  }
}
