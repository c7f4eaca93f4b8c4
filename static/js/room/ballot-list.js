import { all, el, icon, one, say, show } from "../dom.js";

/**
 * The list of a ballot: options or candidates to tick, then the same again to be read before sending. One alone is a
 * group of radio buttons, several are checkboxes; nothing is ticked beforehand.
 * @typedef {import("./ballot-state.js").Ballot} Ballot
 */
export class BallotList {
  #root;
  #words;
  #onTick;
  /** @type {any} */
  #vote = null;

  /** @param {HTMLElement} root of _ballot.html @param {(position: number) => void} onTick @param {() => void} onReview */
  constructor(root, onTick, onReview) {
    this.#root = root;
    this.#words = root.dataset;
    this.#onTick = onTick;
    one(root, "[data-review]").addEventListener("click", onReview);
  }

  /** @param {any} vote */
  fill(vote) {
    this.#vote = vote;
    const list = one(this.#root, "[data-options]");
    const alone = vote.most === 1;
    list.setAttribute("role", alone ? "radiogroup" : "group");
    list.classList.toggle("ballot-few", vote.options.length < 8);
    list.replaceChildren(...vote.options.map((/** @type {any} */ option) => this.#option(option, alone)));
  }

  /** @param {Ballot} ballot @param {boolean} waiting */
  draw(ballot, waiting) {
    const by = Boolean(ballot.chosen) && this.#vote?.options.length > 0;
    const settled = ballot.step === "recorded" || ballot.step === "refused";
    show(this.#root, by && !settled);
    if (!by || !this.#vote) return;
    const choosing = ballot.step === "choosing" && !waiting;
    for (const button of all(this.#root, "[data-position]")) this.#mark(button, ballot);
    show(one(this.#root, "[data-options]"), choosing);
    show(one(this.#root, "[data-list-foot]"), choosing);
    show(one(this.#root, "[data-chosen]"), !choosing);
    one(this.#root, "[data-chosen]").replaceChildren(...this.#read(ballot));
    const { least, most } = this.#vote;
    const count = ballot.chosen?.length ?? 0;
    one(this.#root, "[data-count]").textContent = say(this.#words.textCount ?? "", { count, most });
    one(this.#root, "[data-review]").disabled = count < least;
  }

  /** What the ballot says, in one line. @param {Ballot} ballot */
  words({ chosen }) {
    const names = (chosen ?? []).map((n) => this.#vote?.options[n - 1]?.words ?? "");
    return names.join(", ") || (this.#words.textNone ?? "");
  }

  /** @param {{position: number, words: string}} option @param {boolean} alone */
  #option({ position, words }, alone) {
    return el("button", {
      type: "button", class: "choice", role: alone ? "radio" : "checkbox", "aria-checked": "false", dataset: { position },
      onclick: () => this.#onTick(position),
    }, el("span", { class: alone ? "ring" : "ring ring-square" }), el("span", { class: "num choice-number" }, `${position}.`), el("span", {}, words));
  }

  /** @param {HTMLElement} button @param {Ballot} ballot */
  #mark(button, ballot) {
    const on = ballot.chosen?.includes(Number(button.dataset.position)) ?? false;
    button.setAttribute("aria-checked", String(on));
    button.classList.toggle("choice-on", on);
    one(button, ".ring").replaceChildren(...(on ? [icon("check")] : []));
  }

  /** @param {Ballot} ballot */
  #read({ chosen }) {
    if (!chosen?.length) return [el("p", {}, this.#words.textNone ?? "")];
    return [el("ol", {}, ...chosen.map((n) => el("li", { value: n }, this.#vote.options[n - 1]?.words ?? "")))];
  }
}
