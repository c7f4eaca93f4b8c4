import { api } from "../api.js";
import { el, one, say, show } from "../dom.js";
import { asListed } from "./ballot-code.js";

/** Whether a code is among those of the ballots that were counted. The list comes whole; the search is done here. */
export class BoxCheck {
  #root;
  #words;
  #vote = "";
  /** @type {string[] | null} */
  #codes = null;

  /** @param {HTMLElement} root _box_check.html, with its words in data attributes */
  constructor(root) {
    this.#root = root;
    this.#words = root.dataset;
    one(root, "[data-check]").addEventListener("click", () => void this.#look());
    one(root, "[data-code]").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void this.#look();
    });
    one(root, "details").addEventListener("toggle", () => void this.#list());
  }

  /** @param {string} vote @param {string} code the one kept on this device, or "" */
  begin(vote, code) {
    if (this.#vote === vote) return;
    this.#vote = vote;
    this.#codes = null;
    one(this.#root, "[data-code]").value = code;
    one(this.#root, "details").open = false;
    this.#tell("", "");
  }

  async #look() {
    const field = one(this.#root, "[data-code]");
    const code = asListed(field.value);
    field.value = code;
    if (!code) return field.focus();
    const codes = await this.#load();
    if (!codes) return;
    const times = codes.filter((other) => other === code).length;
    const words = [this.#words.textMissing, this.#words.textFound][times] ?? this.#words.textTwice;
    this.#tell(say(words ?? "", { code, number: codes.length }), times === 1 ? "ok" : "warn");
  }

  async #list() {
    if (!one(this.#root, "details").open) return;
    const codes = await this.#load();
    one(this.#root, "[data-codes]").replaceChildren(...(codes ?? []).map((code) => el("li", { class: "num" }, code)));
  }

  /** @returns {Promise<string[] | null>} null when no answer came, or it is asked of another vote by now */
  async #load() {
    if (this.#codes) return this.#codes;
    const vote = this.#vote;
    const answer = await api.get(`/votes/${vote}/ballot-codes`).catch(() => null);
    if (vote !== this.#vote) return null;
    if (!answer) this.#tell(this.#words.textUnanswered ?? "", "warn");
    this.#codes = answer?.codes ?? null;
    return this.#codes;
  }

  /** @param {string} words @param {string} tone */
  #tell(words, tone) {
    const told = one(this.#root, "[data-told]");
    told.className = `box-told ${tone ? `box-${tone}` : ""}`.trim();
    told.textContent = words;
    show(told, words !== "");
  }
}
