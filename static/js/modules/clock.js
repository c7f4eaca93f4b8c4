import { clockText, serverNow } from "../time.js";

/**
 * The clock of the room: `<time data-module="clock" data-now="2022-08-26T02:26:00Z" [data-seconds]>`.
 * Runs on the server's time, so that all screens show the same minute.
 * @param {HTMLElement} element
 */
export default function clock(element) {
  const now = serverNow(element.dataset.now);
  const withSeconds = "seconds" in element.dataset;
  const show = () => {
    const text = clockText(now(), withSeconds);
    if (element.textContent !== text) element.textContent = text;
    if (element.isConnected) setTimeout(show, 1000 - (now() % 1000));
  };
  show();
}
