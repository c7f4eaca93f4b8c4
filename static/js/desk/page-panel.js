import { el, one, say, show } from "../dom.js";
import { itemOf, paperOf } from "../room/agenda.js";

/** The room's event of a page turned here may come this long after the answer. */
const ECHO_MS = 2000;

/** The page everybody sees, as a picture, and the ways to turn it. */
export class PagePanel {
  #root;
  #acts;
  #meeting;
  /** @type {number | null} the page asked for last, while the server has not said it yet */
  #wanted = null;
  #busy = false;

  /** @param {HTMLElement} root @param {import("./acts.js").Acts} acts @param {any} meeting */
  constructor(root, acts, meeting) {
    this.#root = root;
    this.#acts = acts;
    this.#meeting = meeting;
    one(root, "[data-page-previous]").addEventListener("click", () => this.turn(-1));
    one(root, "[data-page-next]").addEventListener("click", () => this.turn(1));
    const choice = one(root, "[data-paper-choice]");
    const lead = one(root, "[data-presenter]");
    lead.addEventListener("change", () => void this.#acts.handLead(lead.value || null).then((/** @type {any} */ answer) => answer === undefined && this.#presenters()));
    choice.addEventListener("change", () => this.#acts.push({ item_id: this.#meeting.current_item_id, version_id: choice.value }));
  }

  /** @param {any} meeting */
  show(meeting) {
    const elsewhere = meeting.current_version_id !== this.#meeting.current_version_id;
    this.#meeting = meeting;
    if (elsewhere || (!this.#busy && meeting.current_page === this.#wanted)) this.#wanted = null;
    this.#draw();
  }

  get #page() {
    return this.#wanted ?? this.#meeting.current_page;
  }

  get #paper() {
    return paperOf(this.#meeting, this.#meeting.current_version_id);
  }

  /** @param {number} step */
  turn(step) {
    const pages = this.#paper?.pages ?? 0;
    const page = Math.min(Math.max(this.#page + step, 1), pages);
    if (!pages || page === this.#page || this.#meeting.state !== "in_session") return;
    this.#wanted = page;
    this.#draw();
    if (!this.#busy) void this.#send();
  }

  /** One turn at a time; of several presses the last page counts. */
  async #send() {
    this.#busy = true;
    for (let sent = 0; this.#wanted !== null && this.#wanted !== sent; ) {
      sent = this.#wanted;
      const answer = await this.#acts.turn(this.#meeting.current_version_id, sent);
      if (answer === undefined) this.#wanted = sent = this.#meeting.current_page;
    }
    this.#busy = false;
    this.#await(this.#wanted);
    this.#draw();
  }

  /** Until the room's event comes, further presses count from the page that was answered. @param {number | null} page */
  #await(page) {
    if (page === this.#meeting.current_page) this.#wanted = null;
    setTimeout(() => {
      if (this.#busy || this.#wanted !== page) return;
      this.#wanted = null;
      this.#draw();
    }, ECHO_MS);
  }

  /** Who may be handed the lead: whoever is in the room. */
  #presenters() {
    const { participants, presenter_id, state } = this.#meeting;
    const list = one(this.#root, "[data-presenter]");
    const here = participants.filter((/** @type {any} */ p) => p.present);
    const key = here.map((/** @type {any} */ p) => p.id).join();
    if (list.dataset.key !== key) list.replaceChildren(list.options[0], ...here.map((/** @type {any} */ p) => el("option", { value: p.id }, p.name)));
    list.dataset.key = key;
    list.value = presenter_id ?? "";
    list.disabled = state !== "in_session" && state !== "paused";
  }

  #draw() {
    this.#presenters();
    const meeting = this.#meeting;
    const paper = this.#paper;
    const picture = one(this.#root, "img");
    show(one(this.#root, "[data-page-set]"), Boolean(paper));
    show(one(this.#root, "[data-page-none]"), !paper);
    this.#choices(itemOf(meeting, meeting.current_item_id)?.papers ?? []);
    if (!paper) return;
    const address = `/api/v1/papers/${paper.version_id}/pages/${this.#page}.png?width=300`;
    if (picture.getAttribute("src") !== address) picture.src = address;
    picture.alt = say(this.#root.dataset.textPicture ?? "", { title: paper.title, page: this.#page });
    one(this.#root, "[data-page-number]").textContent = `${this.#page}/${paper.pages}`;
    one(this.#root, "[data-page-previous]").disabled = this.#page <= 1 || meeting.state !== "in_session";
    one(this.#root, "[data-page-next]").disabled = this.#page >= paper.pages || meeting.state !== "in_session";
  }

  /** @param {any[]} papers */
  #choices(papers) {
    const choice = one(this.#root, "[data-paper-choice]");
    const ready = papers.filter((paper) => paper.state === "ready");
    const key = ready.map((paper) => paper.version_id).join();
    if (choice.dataset.key !== key) choice.replaceChildren(...ready.map((paper) => el("option", { value: paper.version_id }, paper.title)));
    choice.dataset.key = key;
    choice.value = this.#meeting.current_version_id ?? "";
    choice.disabled = ready.length < 2 || this.#meeting.state !== "in_session";
  }
}
