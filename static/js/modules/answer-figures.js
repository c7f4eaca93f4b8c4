// @ts-check
import { all } from "../dom.js";
import { live } from "../live/live.js";

/**
 * Keeps the figures of answers as they are now: `<b data-figure="attend">12</b>` inside the element that names the desk's stream.
 * The list below is not swapped while somebody reads it; the note `[data-stale]` offers it anew.
 * @param {HTMLElement} element with data-stream and data-seq
 */
export default function answerFigures(element) {
  const { stream, seq } = element.dataset;
  if (!stream) throw new Error("no stream to follow");
  live.subscribe(stream, Number(seq ?? 0), (event) => {
    if (event.type !== "answers.changed") return;
    show(element, event.payload.figures);
    for (const note of all(document.body, "[data-stale]")) note.hidden = false;
  });
}

/** @param {HTMLElement} element @param {Record<string, number>} figures */
function show(element, figures) {
  for (const place of all(element, "[data-figure]")) {
    const number = figures[place.dataset.figure ?? ""];
    if (number !== undefined) place.textContent = String(number);
  }
}
