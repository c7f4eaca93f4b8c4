import { api } from "../api.js";
import { el, say, show } from "../dom.js";

/** How each member voted, after an open vote has closed. Events carry no names: they are asked for once. */
export class BallotNames {
  #list;
  #words;
  /** @type {Map<string, any[]>} */
  #known = new Map();
  #shown = "";
  /** @type {any[]} */
  #options = [];

  /** @param {HTMLElement} list with the words for each choice in data attributes */
  constructor(list) {
    this.#list = list;
    this.#words = list.dataset;
  }

  /** @param {any} vote a closed one */
  show(vote) {
    this.#options = vote.options;
    const ballots = vote.ballots.length ? vote.ballots : this.#known.get(vote.id);
    if (ballots) return this.#draw(vote.id, ballots);
    if (this.#shown === vote.id) return;
    this.#draw(vote.id, []);
    if (vote.kind !== "secret" && vote.cast > 0) void this.#load(vote.id);
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
    const said = (/** @type {any} */ b) => (b.chosen ? b.chosen.map((/** @type {number} */ n) => this.#options[n - 1]?.words).join(", ") || "–" : (words[b.choice] ?? ""));
    this.#list.replaceChildren(...ballots.map((ballot) =>
      el("li", {}, el("span", {}, ballot.name, this.#beside(ballot)), el("b", {}, said(ballot)), ballot.text ? el("small", {}, ballot.text) : null)));
  }

  /** For how many votes it counts, and who cast it on whose behalf. @param {any} ballot */
  #beside({ weight, by_name: by }) {
    const { textWeight = "", textCastBy = "" } = this.#words;
    const words = [weight > 1 ? say(textWeight, { weight }) : "", by ? say(textCastBy, { name: by }) : ""].filter(Boolean);
    return words.length ? ` (${words.join(", ")})` : "";
  }
}
