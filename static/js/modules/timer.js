import { durationText, serverNow } from "../time.js";

/**
 * Minutes and seconds since or until a moment: `<b data-module="timer" data-since="…" data-now="…">`, or data-until.
 * Past `data-limit` seconds the element gets the class "over".
 * @param {HTMLElement} element
 */
export default function timer(element) {
  const now = serverNow(element.dataset.now);
  const show = () => {
    const { since, until, limit } = element.dataset;
    const seconds = since ? (now() - Date.parse(since)) / 1000 : (Date.parse(until ?? "") - now()) / 1000;
    element.textContent = durationText(seconds);
    element.classList.toggle("over", limit !== undefined && seconds > Number(limit));
    if (element.isConnected) setTimeout(show, 1000 - (now() % 1000));
  };
  show();
}
