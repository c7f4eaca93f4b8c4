import { el, icon, one, say, show } from "../dom.js";
import { JointChoice } from "./joint-choice.js";

/**
 * What is put to the vote on the desk: kind, form, what carries it, when its result is told; several questions in one
 * list; the vote that this one is held instead of.
 */
export class VoteForm {
  #root;
  #onChange;
  /** @type {any[]} questions put on the list already */
  #list = [];
  /** @type {any} the vote that is held again */
  #repeats = null;
  #joint;

  /** @param {HTMLElement} root of _desk_vote.html @param {() => void} onChange the list grew or shrank */
  constructor(root, onChange) {
    this.#root = root;
    this.#onChange = onChange;
    one(root, "[data-form]").addEventListener("change", () => this.#show());
    one(root, "[data-add-question]").addEventListener("click", () => this.#add());
    this.#joint = new JointChoice(one(root, "[data-joint-row]"), () => this.#join());
    one(root, "[data-repeats] button").addEventListener("click", () => {
      this.#repeats = null;
      this.#show();
    });
  }

  /** @param {any[]} joinable circulation ballots that may be counted too */
  offer(joinable) {
    this.#joint.offer(joinable);
  }

  clear() {
    if (this.#joint.clear()) this.#join();
    this.#list = [];
    this.#repeats = null;
    this.#blank();
    one(this.#root, "[data-kind]").value = "open";
    for (const place of ["delayed", "on-paper"]) one(this.#root, `[data-${place}]`).checked = false;
    this.#show();
  }

  /** Ask the same again, instead of `vote`. @param {any} vote */
  repeat(vote) {
    this.clear();
    this.#repeats = vote;
    const { kind, form, tie, seats, delayed, options, question } = vote;
    for (const [place, value] of Object.entries({ kind, form, tie, seats: seats || "", question })) one(this.#root, `[data-${place}]`).value = value;
    one(this.#root, "[data-options]").value = options.map((/** @type {any} */ option) => option.words).join("\n");
    one(this.#root, "[data-delayed]").checked = delayed;
    this.#majority(vote);
    this.#show();
  }

  /** @param {string} item @param {string | null} version @returns {any[]} the questions on the list, and the one being written, as bodies of prepareVote */
  questions(item, version) {
    const written = one(this.#root, "[data-question]").value.trim();
    const one_ = written || !this.#list.length ? [this.#body()] : [];
    return [...this.#list, ...one_].map((asked) => ({ item_id: item, version_id: version, ...asked }));
  }

  /** @returns {any} */
  #body() {
    const value = (/** @type {string} */ place) => one(this.#root, `[data-${place}]`).value;
    const [base, numerator, denominator, rule] = value("majority").split(":");
    const asked = {
      question: value("question").trim(), kind: value("kind"), form: value("form"), delayed: one(this.#root, "[data-delayed]").checked,
      on_paper: one(this.#root, "[data-on-paper]").checked,
      base, numerator: Number(numerator), denominator: Number(denominator), strict: rule === "strict",
      ...this.#together(),
      ...(this.#repeats ? { repeats_id: this.#repeats.id, most: this.#repeats.most, least: this.#repeats.least } : {}),
    };
    if (asked.form === "yes_no_other") return { ...asked, most: 0, least: 0 };
    const options = value("options").split("\n").map((/** @type {string} */ line) => line.trim()).filter(Boolean);
    return { ...asked, most: Math.min(asked.most ?? 0, options.length), options, seats: Number(value("seats")) || 0, tie: value("tie") };
  }

  /** @returns {any} what a vote that is counted together with a circulation ballot says besides */
  #together() {
    const sent = this.#joint.sent;
    return sent ? { circulation_id: sent.id, question: sent.question, kind: "open", on_paper: false, least: sent.least, most: sent.most } : {};
  }

  /** The vote asks what was sent round, word for word. */
  #join() {
    const sent = this.#joint.sent;
    if (sent) {
      const { question, form, seats, options } = sent;
      for (const [place, value] of Object.entries({ question, form, seats: seats || "", options: options.join("\n"), kind: "open" })) one(this.#root, `[data-${place}]`).value = value;
      one(this.#root, "[data-on-paper]").checked = false;
    }
    for (const place of ["question", "options", "seats"]) one(this.#root, `[data-${place}]`).readOnly = Boolean(sent);
    for (const place of ["form", "kind", "on-paper", "add-question"]) one(this.#root, `[data-${place}]`).disabled = Boolean(sent);
    this.#show();
    this.#onChange();
  }

  #add() {
    const asked = this.#body();
    if (!asked.question) return one(this.#root, "[data-question]").focus();
    this.#list = [...this.#list, asked];
    this.#blank();
    this.#show();
    this.#onChange();
    one(this.#root, "[data-question]").focus();
  }

  #blank() {
    for (const [place, value] of Object.entries({ question: "", form: "yes_no_other", tie: "fails", options: "", seats: "" })) one(this.#root, `[data-${place}]`).value = value;
  }

  /** What carried the vote that is held again, also when the desk does not usually offer it. @param {any} vote */
  #majority({ base, numerator, denominator, strict, threshold }) {
    const select = one(this.#root, "[data-majority]");
    const value = `${base}:${numerator}:${denominator}:${strict ? "strict" : "least"}`;
    const known = [...select.options].some((option) => option.value === value);
    if (!known) select.append(el("option", { value }, threshold[document.documentElement.lang] ?? threshold.vi));
    select.value = value;
  }

  #show() {
    const { textRemove = "", textRepeats = "" } = this.#root.dataset;
    const list = one(this.#root, "[data-slate]");
    show(one(this.#root, "[data-list-rows]"), one(this.#root, "[data-form]").value !== "yes_no_other");
    show(list, this.#list.length > 0);
    list.replaceChildren(...this.#list.map((asked, n) => el("li", {}, el("span", {}, asked.question), el("button", {
      type: "button", class: "btn plain", "aria-label": say(textRemove, { question: asked.question }), onclick: () => this.#remove(n),
    }, icon("x", "i-s")))));
    show(one(this.#root, "[data-repeats]"), Boolean(this.#repeats));
    one(this.#root, "[data-repeats] span").textContent = this.#repeats ? say(textRepeats, { question: this.#repeats.question }) : "";
  }

  /** @param {number} at */
  #remove(at) {
    this.#list = this.#list.filter((_, n) => n !== at);
    this.#show();
    this.#onChange();
  }
}
