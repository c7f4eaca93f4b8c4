import { ApiError, api, newRequestId } from "../api.js";
import { oftenOf } from "../desk/conclusion-content.js";
import { el, icon, one, say, show } from "../dom.js";
import { say as toast } from "../modules/toast.js";
import { dateText } from "../time.js";
import { whole } from "./symbols.js";

/** The conclusions that wait for the chair, on the chair's own tablet: confirmed, or sent back with what to mend. */
export class ChairConclusions {
  #button;
  #dialog;
  #drawn = "";
  /** A request keeps its id until it is answered. @type {Map<string, string>} */
  #ids = new Map();

  /** @param {HTMLElement} root @param {Document} page @param {(conclusion: any) => void} onAnswer */
  constructor(root, page, onAnswer) {
    this.#button = one(root, "[data-to-confirm]");
    this.#dialog = one(page, "#to-confirm");
    this.onAnswer = onAnswer;
    this.#button.addEventListener("click", () => this.#dialog.showModal());
  }

  /** @param {any} meeting */
  show(meeting) {
    const waiting = waitingOf(meeting);
    show(this.#button, waiting.length > 0);
    one(this.#button, "b").textContent = String(waiting.length);
    const drawn = JSON.stringify(waiting);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    one(this.#dialog, "ol").replaceChildren(...waiting.map((one) => this.#row(one)));
    if (waiting.length === 0 && this.#dialog.open) this.#dialog.close();
  }

  /** @param {any} conclusion */
  #row(conclusion) {
    const { textYes = "", textMend = "", textHow = "", textSend = "" } = this.#dialog.dataset;
    const { id, number, text } = conclusion;
    const remark = el("textarea", { class: "field", rows: 2, maxlength: 2000, "aria-label": `${textHow} ${number}`, placeholder: textHow });
    const send = el("button", { type: "button", class: "btn", onclick: () => void this.#ask(conclusion, "return", send, remark) }, icon("send"), textSend);
    const mend = el("div", { class: "mend", hidden: true }, remark, send);
    const yes = el("button", { type: "button", class: "btn btn-ink", "aria-label": `${textYes} ${number}`, onclick: () => void this.#ask(conclusion, "confirmation", yes) }, icon("check"), textYes);
    const no = el("button", { type: "button", class: "btn", "aria-label": `${textMend} ${number}`, onclick: () => { mend.hidden = !mend.hidden; remark.focus(); } }, icon("edit"), textMend);
    return el("li", { id: `wait-${id}` },
      el("b", { class: "num" }, number),
      el("div", {}, el("p", {}, ...whole(text)), el("small", {}, this.#parts(conclusion)), el("div", { class: "row wrap" }, yes, no), mend));
  }

  /** Who and until when. @param {any} conclusion */
  #parts(conclusion) {
    const { textLead = "", textNoLead = "", textDue = "", textStatement = "" } = this.#dialog.dataset;
    if (conclusion.gives_task === false) return textStatement; // A kept copy may be older than the word.
    const { lead, coordinating, due_on: due } = conclusion;
    const often = oftenOf(conclusion);
    const when = due ? say(textDue, { day: dateText(due, document.documentElement.lang) }) : this.#dialog.dataset[`often${often}`] ?? "";
    const names = coordinating.map((/** @type {any} */ unit) => unit.name).join(", ");
    return [lead ? say(textLead, { name: lead.name }) : textNoLead, names, when].filter(Boolean).join(" · ");
  }

  /** @param {any} conclusion @param {"confirmation" | "return"} door @param {HTMLElement} button @param {HTMLTextAreaElement} [remark] */
  async #ask({ id, revision }, door, button, remark) {
    if (button.getAttribute("aria-busy") === "true") return;
    if (remark && !remark.value.trim()) return remark.focus();
    button.setAttribute("aria-busy", "true");
    const key = `${id} ${door} ${revision} ${remark?.value ?? ""}`;
    if (!this.#ids.has(key)) this.#ids.set(key, newRequestId());
    const body = remark ? { revision, remark: remark.value.trim() } : { revision };
    try {
      this.onAnswer(await api.post(`/conclusions/${id}/${door}`, body, this.#ids.get(key)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message || (this.#dialog.dataset.textNoAnswer ?? ""), "error");
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}

/** Drafts that the chair has neither confirmed nor sent back; nobody else is asked. @param {any} meeting @returns {any[]} */
export function waitingOf({ rights, conclusions }) {
  if (!rights.confirm) return [];
  return conclusions.filter((/** @type {any} */ c) => c.state === "draft" && !c.confirmed_at && !c.remark);
}
