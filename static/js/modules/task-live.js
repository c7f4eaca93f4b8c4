import { live } from "../live/live.js";

/**
 * Says that somebody has changed the task which this page shows. Nothing is swapped by itself:
 * a person may be reading, and the page that shows the change is one tap away.
 * @param {HTMLElement} element hidden note with data-stream and data-seq
 */
export default function taskLive(element) {
  const { stream, seq } = element.dataset;
  if (!stream) throw new Error("no stream to follow");
  live.subscribe(stream, Number(seq ?? 0), () => (element.hidden = false));
}
