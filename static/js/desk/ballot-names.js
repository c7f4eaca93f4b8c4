import { api } from "../api.js";
import { el, show } from "../dom.js";

/** How each member voted, after an open vote has closed. Events carry no names: they are asked for once. */
export class BallotNames {
  #list;
  #words;
  /** @type {Map<string, any[]>} */
  #known = new Map();
  #shown = "";

  /** @param {HTMLElement} list with the words for each choice in data attributes */
  constructor(list) {
    this.#list = list;
    this.#words = list.dataset;
  }

  /** @param {any} vote a closed one */
  show(vote) {
    const ballots = vote.ballots.length ? vote.ballots : this.#known.get(vote.id);
    if (ballots) return this.#draw(vote.id, ballots);
    if (this.#shown === vote.id) return;
    this.#draw(vote.id, []);
    if (vote.kind === "open" && vote.cast > 0) void this.#load(vote.id);
  }

  /** @param {string} id */
  async #load(id) {
    const { ballots } = await api.get(`/votes/${id}`).catch(() => ({ ballots: null }));
    // Not answered: asked again with the next change of the desk.
    if (!ballots) this.#shown = "";
    else this.#known.set(id, ballots);
    if (ballots && this.#shown === id) this.#draw(id, ballots);
  }

  /** @param {string} id @param {any[]} ballots */
  #draw(id, ballots) {
    this.#shown = id;
    show(this.#list, ballots.length > 0);
    const { textYes = "", textNo = "", textOther = "" } = this.#words;
    const words = /** @type {Record<string, string>} */ ({ yes: textYes, no: textNo, other: textOther });
    this.#list.replaceChildren(...ballots.map(({ name, choice, text }) =>
      el("li", {}, el("span", {}, name), el("b", {}, words[choice] ?? ""), text ? el("small", {}, text) : null)));
  }
}
