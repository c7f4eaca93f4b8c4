// @ts-check
/** A form that the script sends: what is lost on the way is sent again, under the same id, until the server has answered. */
import { ApiError, newRequestId } from "./api.js";
import { one } from "./dom.js";

const RETRY_MS = 4000;

/**
 * The form holds `[data-refused]` (with a `.grow` for the words) and `[data-waiting]`. A second tap meanwhile does nothing.
 * @param {HTMLFormElement} form
 * @param {{said: () => unknown, send: (said: any, id: string) => Promise<any>, recorded: (receipt: any) => void}} how
 */
export function untilAnswered(form, { said, send, recorded }) {
  const button = /** @type {HTMLButtonElement} */ (one(form, "button.primary"));
  const refused = one(form, "[data-refused]");
  const waiting = one(form, "[data-waiting]");
  /** @type {{said: unknown, id: string} | null} */
  let pending = null;
  let sending = false;
  let timer = 0;

  const attempt = async () => {
    clearTimeout(timer);
    if (!pending || sending) return;
    sending = true;
    try {
      const receipt = await send(pending.said, pending.id);
      pending = null;
      waiting.hidden = true;
      recorded(receipt);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failed(error);
    } finally {
      sending = false;
      button.disabled = pending !== null;
    }
  };

  /** @param {ApiError} error */
  const failed = (error) => {
    waiting.hidden = !error.unanswered;
    if (error.unanswered) {
      timer = window.setTimeout(() => void attempt(), RETRY_MS);
      return;
    }
    pending = null;
    one(refused, ".grow").textContent = error.fields[0]?.message || error.message;
    refused.hidden = false;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (pending) return;
    refused.hidden = true;
    pending = { said: said(), id: newRequestId() };
    button.disabled = true;
    void attempt();
  });
  addEventListener("online", () => void attempt());
}
