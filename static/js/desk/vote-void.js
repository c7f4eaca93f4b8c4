import { one, say } from "../dom.js";
import { question } from "../modules/confirm.js";

/** Voiding a vote in two steps: the reason is written, then read again with what follows from it. */
export class VoteVoid {
  #dialog;
  #onVoid;
  /** @type {any} */
  #vote = null;

  /** @param {HTMLDialogElement} dialog @param {(vote: any, reason: string, button: HTMLElement) => Promise<any>} onVoid */
  constructor(dialog, onVoid) {
    this.#dialog = dialog;
    this.#onVoid = onVoid;
    one(dialog, "form[data-void-form]").addEventListener("submit", (/** @type {any} */ event) => void this.#read(event));
    one(dialog, "[data-give-up]").addEventListener("click", () => dialog.close());
  }

  /** @param {any} vote */
  ask(vote) {
    this.#vote = vote;
    one(this.#dialog, "[data-void-question]").textContent = vote.question;
    one(this.#dialog, "textarea").value = "";
    this.#dialog.showModal();
    one(this.#dialog, "textarea").focus();
  }

  /** @param {SubmitEvent} event */
  async #read(event) {
    event.preventDefault();
    const vote = this.#vote;
    const reason = one(this.#dialog, "textarea").value.trim();
    if (!reason) return one(this.#dialog, "textarea").focus();
    const { textTitle = "", textText = "", textYes = "" } = this.#dialog.dataset;
    const sure = await question({ title: textTitle, text: say(textText, { question: vote.question, reason }), yes: textYes });
    if (!sure || (await this.#onVoid(vote, reason, one(this.#dialog, "[type=submit]"))) === undefined) return;
    this.#dialog.close();
  }
}
