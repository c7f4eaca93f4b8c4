import { el, icon, one, say, show } from "../dom.js";
import { whole } from "../room/symbols.js";
import { dateText } from "../time.js";

/** The conclusions recorded so far; those issued lead to their task. */
export class ConclusionList {
  #root;
  #drawn = "";

  /** @param {HTMLElement} root @param {(itemId: string, button: HTMLElement) => void} onIssue */
  constructor(root, onIssue) {
    this.#root = root;
    const button = one(root, "[data-issue]");
    button.addEventListener("click", () => onIssue(button.dataset.item, button));
  }

  /** @param {any} meeting */
  show(meeting) {
    const drafts = meeting.conclusions.filter((/** @type {any} */ c) => c.state === "draft");
    const button = one(this.#root, "[data-issue]");
    const mine = drafts.filter((/** @type {any} */ c) => c.item_id === meeting.current_item_id);
    const item = (mine[0] ?? drafts[0])?.item_id ?? "";
    button.dataset.item = item;
    show(button, drafts.length > 0 && meeting.rights.issue);
    one(button, "span").textContent = say(this.#root.dataset.textIssue ?? "", { count: drafts.filter((/** @type {any} */ c) => c.item_id === item).length });
    show(one(this.#root, "[data-none]"), meeting.conclusions.length === 0);
    const drawn = JSON.stringify(meeting.conclusions);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    one(this.#root, "ol").replaceChildren(...meeting.conclusions.map((/** @type {any} */ c) => this.#row(c)));
  }

  /** @param {any} conclusion */
  #row({ number, text, lead, due_on, state, task_id }) {
    const { textTask = "", textDraft = "", textDue = "" } = this.#root.dataset;
    const due = due_on ? say(textDue, { day: dateText(due_on, document.documentElement.lang) }) : "";
    return el("li", {},
      el("b", { class: "num" }, number),
      el("span", {}, ...whole(text), el("small", {}, [lead.name, due].filter(Boolean).join(" · "))),
      state === "issued" && task_id
        ? el("a", { class: "btn", href: `/tasks/${task_id}` }, icon("tasks", "i-s"), textTask)
        : el("span", { class: "chip" }, textDraft));
  }
}
