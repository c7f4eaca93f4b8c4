import { el, icon, one, say, show } from "../dom.js";
import { whole } from "../room/symbols.js";
import { dateText } from "../time.js";

/** The conclusions recorded so far; those issued lead to their task. */
export class ConclusionList {
  #root;
  #onEdit;
  #drawn = "";

  /** @param {HTMLElement} root @param {(itemId: string, button: HTMLElement) => void} onIssue @param {(conclusion: any) => void} onEdit */
  constructor(root, onIssue, onEdit) {
    this.#root = root;
    this.#onEdit = onEdit;
    const button = one(root, "[data-issue]");
    button.addEventListener("click", () => onIssue(button.dataset.item, button));
  }

  /** @param {any} meeting @param {string | undefined} edited the one being changed: nothing is issued meanwhile */
  show(meeting, edited) {
    const drafts = meeting.conclusions.filter((/** @type {any} */ c) => c.state === "draft");
    const button = one(this.#root, "[data-issue]");
    const mine = drafts.filter((/** @type {any} */ c) => c.item_id === meeting.current_item_id);
    const item = (mine[0] ?? drafts[0])?.item_id ?? "";
    button.dataset.item = item;
    button.disabled = edited !== undefined;
    show(button, drafts.length > 0 && meeting.rights.issue);
    one(button, "span").textContent = say(this.#root.dataset.textIssue ?? "", { count: drafts.filter((/** @type {any} */ c) => c.item_id === item).length });
    show(one(this.#root, "[data-none]"), meeting.conclusions.length === 0);
    const may = meeting.rights.conclude;
    const drawn = JSON.stringify([meeting.conclusions, may, edited]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    one(this.#root, "ol").replaceChildren(...meeting.conclusions.map((/** @type {any} */ c) => this.#row(c, may, c.id === edited)));
  }

  /** @param {any} conclusion @param {boolean} may whether it can be changed while it is a draft @param {boolean} edited */
  #row(conclusion, may, edited) {
    const { number, text, lead, due_on, state, task_id } = conclusion;
    const { textTask = "", textDraft = "", textDue = "", textEdit = "", textEditing = "" } = this.#root.dataset;
    const change = may && !edited
      ? el("button", { type: "button", class: "btn", "aria-label": `${textEdit} ${number}`, onclick: () => this.#onEdit(conclusion) }, icon("edit", "i-s"), textEdit)
      : null;
    const due = due_on ? say(textDue, { day: dateText(due_on, document.documentElement.lang) }) : "";
    return el("li", {},
      el("b", { class: "num" }, number),
      el("span", {}, ...whole(text), el("small", {}, [lead.name, due].filter(Boolean).join(" · "))),
      state === "issued" && task_id
        ? el("a", { class: "btn", href: `/tasks/${task_id}` }, icon("tasks", "i-s"), textTask)
        : el("span", { class: "draft" }, el("span", { class: `chip${edited ? " chip-gold" : ""}` }, edited ? textEditing : textDraft), change));
  }
}
