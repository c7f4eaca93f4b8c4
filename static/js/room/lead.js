import { ApiError, api, newRequestId } from "../api.js";
import { say } from "../modules/toast.js";

/** The place goes out when the paper has come to rest for so long (ms). */
const REST_MS = 250;

/**
 * Whether this person leads everybody's pages here and now: the lead was handed over to this very seat.
 * @param {any} meeting
 */
export function leads({ presenter_id, me, state }) {
  return Boolean(me) && presenter_id === me.id && state === "in_session";
}

/** Tells the room where the one who leads is: one place at a time, of several the last. */
export class Lead {
  #meetingId;
  /** @type {import("./follow.js").Place | null} */
  #wanted = null;
  #busy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /** @param {string} meetingId */
  constructor(meetingId) {
    this.#meetingId = meetingId;
  }

  /** A page was turned: at once. @param {import("./follow.js").Place} place */
  turn(place) {
    clearTimeout(this.#rest);
    this.#wanted = place;
    if (!this.#busy) void this.#send();
  }

  /** The paper moved: once it rests. @param {() => import("./follow.js").Place | null} place asked then */
  moved(place) {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      const there = place();
      if (there) this.turn(there);
    }, REST_MS);
  }

  async #send() {
    this.#busy = true;
    while (this.#wanted) {
      const { versionId, page, view } = this.#wanted;
      this.#wanted = null;
      try {
        await api.put(`/meetings/${this.#meetingId}/current-page`, { version_id: versionId, page, view: view ?? null }, newRequestId());
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!error.unanswered) say(error.message, "error");
      }
    }
    this.#busy = false;
  }
}
