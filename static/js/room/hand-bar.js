import { ApiError, api, newRequestId } from "../api.js";
import { all, one, say, show } from "../dom.js";
import { say as toast } from "../modules/toast.js";
import { durationText } from "../time.js";
import { itemOf } from "./agenda.js";
import { handOf, queueOf, turnClock } from "./speaking.js";

/**
 * Raising a hand to speak or to question: tap, confirm in the same place; then the button shows the place in the queue,
 * and a tap withdraws. Without a network it is off and says what to do instead.
 */
export class HandBar {
  #root;
  #clock;
  #acts;
  #ask;
  #meeting;
  #lost = false;
  #busy = false;
  /** @type {{kind: string, turnId: string | null} | null} what is being confirmed */
  #asking = null;
  #requestId = newRequestId();

  /** @param {HTMLElement} root the room @param {any} meeting @param {() => number} clock the server's time */
  constructor(root, meeting, clock) {
    this.#root = root;
    this.#clock = clock;
    this.#meeting = meeting;
    this.#acts = one(root, "[data-acts]");
    this.#ask = one(root, "[data-hand-ask]");
    for (const button of all(root, "[data-hand]")) button.addEventListener("click", () => this.#tap(button.dataset.hand));
    one(root, "[data-hand-no]").addEventListener("click", () => this.#close(true));
    one(root, "[data-hand-yes]").addEventListener("click", () => void this.#confirm());
    this.#ask.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.#close(true));
    setInterval(() => this.#draw(), 1000);
  }

  /** @param {any} meeting */
  show(meeting) {
    this.#meeting = meeting;
    this.#draw();
  }

  /** @param {boolean} lost whether there is no network */
  setLost(lost) {
    this.#lost = lost;
    this.#draw();
  }

  /** @param {string} kind */
  #tap(kind) {
    const { state, turn } = handOf(this.#meeting, kind, this.#lost);
    if (this.#busy) return;
    if (state === "waiting" && turn) return void this.#send(`/speaking-turns/${turn.id}/withdrawal`, {});
    if (state !== "free" && state !== "floor") return;
    this.#asking = { kind, turnId: state === "floor" && turn ? turn.id : null };
    this.#draw();
    one(this.#root, "[data-hand-yes]").focus();
  }

  async #confirm() {
    const { kind, turnId } = this.#asking ?? {};
    if (!kind || this.#busy) return;
    const { id, speaking } = this.#meeting;
    const done = turnId
      ? await this.#send(`/speaking-turns/${turnId}/end`, {})
      : await this.#send(`/meetings/${id}/speaking-turns`, { item_id: speaking.item_id, kind });
    if (done) this.#close(true);
  }

  /** @param {string} path @param {any} body @returns {Promise<boolean>} whether the server has done it, or refused for good */
  async #send(path, body) {
    this.#busy = true;
    this.#draw();
    try {
      await api.post(path, body, this.#requestId);
      this.#requestId = newRequestId();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message || (this.#root.dataset.textNoAnswer ?? ""), "error");
      if (!error.unanswered) this.#requestId = newRequestId();
      return !error.unanswered;
    } finally {
      this.#busy = false;
      this.#draw();
    }
  }

  /** @param {boolean} back whether the button gets the focus again */
  #close(back) {
    const kind = this.#asking?.kind;
    this.#asking = null;
    this.#requestId = newRequestId();
    this.#draw();
    if (back && kind) one(this.#root, `[data-hand="${kind}"]`).focus();
  }

  #draw() {
    if (this.#asking && !this.#stillRight()) this.#asking = null;
    show(this.#ask, this.#asking !== null);
    show(this.#acts, this.#asking === null);
    if (this.#asking) this.#question(this.#asking);
    for (const button of all(this.#root, "[data-hand]")) this.#button(button);
  }

  /** The item may be over, the network gone, or the floor given meanwhile. */
  #stillRight() {
    const { kind = "", turnId = null } = this.#asking ?? {};
    const { state, turn } = handOf(this.#meeting, kind, this.#lost);
    return turnId ? state === "floor" && turn?.id === turnId : state === "free";
  }

  /** @param {{kind: string, turnId: string | null}} asking */
  #question({ kind, turnId }) {
    const words = this.#ask.dataset;
    const item = itemOf(this.#meeting, this.#meeting.speaking.item_id);
    const values = { number: item?.number ?? "", place: queueOf(this.#meeting, kind).length + 1 };
    const question = turnId ? words.textEnd : kind === "speak" ? words.textSpeak : words.textQuestion;
    one(this.#ask, "b").textContent = say(question ?? "", values);
    one(this.#ask, "p span").textContent = turnId ? "" : say(words.textPlace ?? "", values);
    const yes = one(this.#ask, "[data-hand-yes]");
    one(yes, "span").textContent = (turnId ? words.textEndYes : kind === "speak" ? words.textSpeakYes : words.textQuestionYes) ?? "";
    yes.toggleAttribute("aria-busy", this.#busy);
  }

  /** @param {HTMLElement} button its words stand in data attributes, one for each state */
  #button(button) {
    const { state, turn } = handOf(this.#meeting, button.dataset.hand ?? "", this.#lost);
    const time = turn && state === "floor" ? durationText(turnClock(turn, this.#clock()).spent) : "";
    show(button, state !== "hidden");
    button.toggleAttribute("disabled", state === "lost");
    button.classList.toggle("btn-gold", state === "waiting" || state === "floor");
    button.classList.toggle("btn-house", state === "free" && button.dataset.hand === "speak");
    const words = { free: "textFree", lost: "textLost", waiting: "textWaiting", floor: "textFloor", hidden: "textFree" }[state];
    put(one(button, "b"), say(button.dataset[words] ?? "", { place: turn?.position, time }));
    const note = state === "waiting" ? button.dataset.textWithdraw : state === "floor" ? button.dataset.textFinish : "";
    put(one(button, "small"), note ?? "");
    button.toggleAttribute("aria-busy", this.#busy);
  }
}

/** @param {HTMLElement} place @param {string} text leaves unchanged words alone */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
  show(place, text !== "");
}
