import { one, say, show } from "../dom.js";
import { turnClock } from "../room/speaking.js";
import { durationText } from "../time.js";

/**
 * Who has the floor, on the wall, with the clock and who comes next.
 * @param {HTMLElement} place with its words in data attributes
 * @param {any} speaking the API's ScreenSpeaking
 * @param {number} now ms
 */
export function showSpeaker(place, { speaker, following }, now) {
  show(place, Boolean(speaker));
  if (!speaker) return;
  const words = place.dataset;
  const clock = turnClock(speaker, now);
  const part = clock.limit ? Math.min(100, (100 * clock.spent) / clock.limit) : 0;
  for (const kind of ["speak", "question"]) show(one(place, `[data-kind="${kind}"]`), speaker.kind === kind);
  one(place, "h2").textContent = speaker.name;
  one(place, "[data-title-of]").textContent = clock.stands ? (words.textStands ?? "") : [speaker.title, instead(speaker, words.textFor)].filter(Boolean).join(", ");
  one(place, ".big b").textContent = durationText(clock.spent);
  const rest = clock.sign === "over" ? say(words.textOver ?? "", { time: durationText(-(clock.left ?? 0)) }) : clock.limit ? say(words.textLimit ?? "", { time: durationText(clock.limit) }) : "";
  one(place, ".big span").textContent = rest;
  place.classList.toggle("speaker-over", clock.sign === "over");
  show(one(place, ".wall-bar"), clock.limit !== null);
  one(place, ".wall-bar i").style.width = `${part}%`;
  show(one(place, "[data-then]"), following.length > 0);
  one(place, "[data-then] b").textContent = following.map((/** @type {any} */ next) => (next.stands_for ? `${next.name} (${instead(next, words.textFor)})` : next.name)).join(", ");
}

/** For whom a substitute speaks. @param {{stands_for: string}} who @param {string} [words] */
function instead({ stands_for: name }, words = "") {
  return name ? say(words, { name }) : "";
}
