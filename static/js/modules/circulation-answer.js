// @ts-check
import { api } from "../api.js";
import { one } from "../dom.js";
import { clockText } from "../time.js";
import { untilAnswered } from "../until-answered.js";

/**
 * Sends one's answer to a circulation ballot, and says when it was recorded.
 * @param {HTMLElement} element
 */
export default function circulationAnswer(element) {
  if (!(element instanceof HTMLFormElement)) throw new Error("not a form");
  const form = element;
  const card = form.closest(".card") ?? form;
  untilAnswered(form, {
    said: () => saidBy(new FormData(form)),
    send: (said, id) => api.post(`/circulations/${form.dataset.circulation}/answer`, said, id),
    recorded: (receipt) => {
      const sign = one(card, "[data-recorded]");
      one(sign, "[data-at]").textContent = clockText(Date.parse(receipt.answered_at), true);
      sign.hidden = false;
      sign.focus();
      if (receipt.state !== "sent") location.reload();
    },
  });
}

/**
 * What the form says, as the API takes it.
 * @param {FormData} data
 */
export function saidBy(data) {
  const text = String(data.get("text") ?? "");
  if (data.get("by_list")) return { text, chosen: data.getAll("chosen").map(Number) };
  return { text, choice: data.get("choice") };
}
