import { ApiError, newRequestId } from "../api.js";
import { live } from "../live/live.js";
import { say } from "../modules/toast.js";

/**
 * Acts of the desk. Each intention is sent once: while it runs it is not started again, and while it stays unanswered
 * it keeps its request id, so that the server does it only once whatever the network does.
 */
export class Deeds {
  /** @type {Map<string, string>} */
  #unanswered = new Map();
  /** @type {Set<string>} */
  #running = new Set();
  #noAnswer;
  #onDone;

  /**
   * @param {string} noAnswer words for a request that nobody answered
   * @param {() => void} onDone told after each act while events do not come by themselves
   */
  constructor(noAnswer, onDone) {
    this.#noAnswer = noAnswer;
    this.#onDone = onDone;
  }

  /**
   * @param {string} intention names the act and what it is about, as "push 3f…"
   * @param {(requestId: string) => Promise<any>} act
   * @param {{button?: HTMLElement | null, onRefused?: (error: ApiError) => boolean}} [how] `onRefused` true: the error has been said
   * @returns {Promise<any>} the answer; undefined when the act was refused, lost or is under way already
   */
  async run(intention, act, { button, onRefused } = {}) {
    if (this.#running.has(intention)) return undefined;
    const requestId = this.#unanswered.get(intention) ?? newRequestId();
    this.#unanswered.set(intention, requestId);
    this.#running.add(intention);
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await act(requestId);
      this.#unanswered.delete(intention);
      if (live.state !== "online") this.#onDone();
      return answer ?? null;
    } catch (error) {
      this.#refuse(intention, error, onRefused);
      return undefined;
    } finally {
      this.#running.delete(intention);
      button?.removeAttribute("aria-busy");
    }
  }

  /**
   * @param {string} intention
   * @param {unknown} error
   * @param {((error: ApiError) => boolean) | undefined} onRefused
   */
  #refuse(intention, error, onRefused) {
    if (!(error instanceof ApiError)) throw error;
    if (error.unanswered) return say(error.message || this.#noAnswer, "error");
    this.#unanswered.delete(intention);
    if (!onRefused?.(error)) say(reasons(error), "error");
  }
}

/** @param {ApiError} error @returns {string} the sentence of the refusal, with those of single fields */
export function reasons(error) {
  const fields = error.fields.map((field) => field.message).filter((message) => message && message !== error.message);
  return [error.message, ...new Set(fields)].filter(Boolean).join(" ");
}
