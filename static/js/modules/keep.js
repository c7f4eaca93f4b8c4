// @ts-check
/**
 * The card of a meeting's page: its papers are fetched to this tablet, with how far it is and a way to stop.
 * `<section data-module="keep" data-meeting="…" data-text-…>`
 */
import { one, say, show } from "../dom.js";
import { forOneself, paused, ready, releaseHere, setPaused, sizeText } from "../offline/here.js";
import { Keeper } from "../offline/keeper.js";

const FIRST_MS = 1000;

/** @param {HTMLElement} card */
export default function keep(card) {
  if (forOneself()) void begin(card);
}

/** @param {HTMLElement} card */
async function begin(card) {
  const words = /** @type {Record<string, string>} */ ({ ...card.dataset });
  const [line, bar] = [one(card, "[data-kept-line]"), one(card, "progress")];
  const [stop, go] = [one(card, "[data-kept-stop]"), one(card, "[data-kept-go]")];
  show(card, true);
  if (!(await ready())) return void (line.textContent = words.textImpossible ?? "");
  const keeper = new Keeper(card.dataset.meeting ?? "", releaseHere(), {
    onProgress: ({ state, papers, of, size, total }) => {
      const text = { nothing: "textNothing", busy: "textBusy", done: "textDone", paused: "textPaused", full: "textFull", lost: "textLost" }[state];
      line.textContent = say(words[text] ?? "", { papers, of, size: sizeText(size), total: sizeText(total) });
      bar.max = Math.max(total, 1);
      bar.value = size;
      show(bar, state === "busy" || state === "paused");
      show(stop, state === "busy");
      show(go, state === "paused" || state === "lost" || state === "full");
    },
  });
  const pausedNow = () => {
    line.textContent = words.textStopped ?? "";
    show(bar, false);
    show(stop, false);
    show(go, true);
  };
  stop.addEventListener("click", () => {
    setPaused(true);
    keeper.pause();
  });
  go.addEventListener("click", () => {
    setPaused(false);
    void keeper.run();
  });
  if (paused()) return pausedNow();
  setTimeout(() => void keeper.run(), FIRST_MS);
  void navigator.storage?.persist?.();
}
