import { el, icon, one, say, show } from "../dom.js";
import { whole } from "../room/symbols.js";
import { dateText } from "../time.js";
import { oftenOf } from "./conclusion-content.js";

/** The conclusions recorded so far; those issued lead to their task, if they gave one. */
export class ConclusionList {
  #root;
  #onEdit;
  #onShow;
  #drawn = "";

  /** @param {HTMLElement} root @param {(itemId: string, button: HTMLElement) => void} onIssue @param {(conclusion: any) => void} onEdit @param {(id: string | null, button: HTMLElement) => void} onShow */
  constructor(root, onIssue, onEdit, onShow) {
    this.#onShow = onShow;
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
    const ready = drafts.filter((/** @type {any} */ c) => c.item_id === item);
    const { textIssue = "", textState = "" } = this.#root.dataset;
    one(button, "span").textContent = say(ready.every((/** @type {any} */ c) => c.gives_task) ? textIssue : textState, { count: ready.length });
    show(one(this.#root, "[data-none]"), meeting.conclusions.length === 0);
    const may = meeting.rights.conclude;
    const running = meeting.state === "in_session" || meeting.state === "paused";
    const drawn = JSON.stringify([meeting.conclusions, may, edited, running, meeting.shown_conclusion_id]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    one(this.#root, "ol").replaceChildren(...meeting.conclusions.map((/** @type {any} */ c) => this.#row(c, may, c.id === edited, running && meeting.rights.run ? meeting.shown_conclusion_id === c.id : undefined)));
  }

  /** Puts it on the big screen and takes it off. @param {any} conclusion @param {boolean | undefined} shown */
  #onWall({ id, number, state }, shown) {
    if (shown === undefined || state === "superseded") return null;
    const { textShow = "", textShown = "", textPutAway = "" } = this.#root.dataset;
    const words = shown ? textShown : textShow;
    const button = el("button", { type: "button", class: `btn plain wall${shown ? " on" : ""}`, "aria-pressed": String(shown), title: shown ? textPutAway : null, "aria-label": `${words} ${number}`, onclick: () => this.#onShow(shown ? null : id, button) }, icon("screen", "i-s"), words);
    return button;
  }

  /** Confirmed, or to be mended. @param {any} conclusion */
  #chairSays({ confirmed_at, remark, state }) {
    const { textConfirmed = "", textReturned = "" } = this.#root.dataset;
    if (state !== "draft" || !(confirmed_at || remark)) return null;
    const words = confirmed_at ? textConfirmed : say(textReturned, { remark });
    return el("small", { class: confirmed_at ? "confirmed" : "returned" }, icon(confirmed_at ? "ok" : "edit", "i-s"), words);
  }

  /** @param {any} conclusion @param {boolean} may whether it can be changed while it is a draft @param {boolean} edited @param {boolean | undefined} shown on the wall; undefined where it cannot be */
  #row(conclusion, may, edited, shown) {
    const { number, text, gives_task, lead, due_on, state, task_id } = conclusion;
    const { textTask = "", textDraft = "", textStatement = "", textStated = "", textReplaced = "", textDue = "", textEdit = "", textEditing = "" } = this.#root.dataset;
    const change = may && !edited
      ? el("button", { type: "button", class: "btn", "aria-label": `${textEdit} ${number}`, onclick: () => this.#onEdit(conclusion) }, icon("edit", "i-s"), textEdit)
      : null;
    const often = oftenOf(conclusion);
    const stands = edited ? textEditing : state === "draft" ? textDraft : state === "superseded" ? textReplaced : textStated;
    const due = due_on ? say(textDue, { day: dateText(due_on, document.documentElement.lang) }) : often && one(document, `#c-often [value="${often}"]`).text;
    return el("li", {},
      el("b", { class: "num" }, number),
      el("span", {}, ...whole(text), el("small", {}, [gives_task ? lead?.name : textStatement, due].filter(Boolean).join(" · ")), this.#chairSays(conclusion), this.#onWall(conclusion, shown)),
      state !== "draft" && task_id
        ? el("a", { class: "btn", href: `/tasks/${task_id}` }, icon("tasks", "i-s"), textTask)
        : el("span", { class: "draft" }, el("span", { class: `chip${edited ? " c-gold" : ""}` }, stands), state === "draft" ? change : null));
  }
}
