import { icon, one, say, show } from "../dom.js";
import { durationText } from "../time.js";
import { floorOf, nameOf, turnClock } from "./speaking.js";

/** Who speaks, with the clock: a gentle sign before the end, a hard one over it; both with words. */
export class FloorSign {
  #place;
  #clock;
  /** @type {any} */
  #meeting = null;
  #lost = false;

  /** @param {HTMLElement} place with its words in data attributes @param {() => number} clock the server's time */
  constructor(place, clock) {
    this.#place = place;
    this.#clock = clock;
    setInterval(() => this.#meeting && this.#draw(), 1000);
  }

  /** @param {any} meeting */
  show(meeting) {
    this.#meeting = meeting;
    this.#draw();
  }

  /** @param {boolean} lost */
  setLost(lost) {
    this.#lost = lost;
    if (this.#meeting) this.#draw();
  }

  #draw() {
    const words = this.#place.dataset;
    const turn = floorOf(this.#meeting);
    const asking = this.#lost && this.#meeting.speaking.item_id;
    const clock = turn ? turnClock(turn, this.#clock()) : null;
    show(this.#place, Boolean(turn) || Boolean(asking));
    show(one(this.#place.parentElement ?? document, "[data-floor]"), !turn && !asking);
    this.#place.className = `floor ${asking ? "floor-lost" : clock?.sign ? `floor-${clock.sign}` : ""}`;
    const sign = asking ? "info" : clock?.sign === "over" ? "late" : clock?.stands ? "pause" : "mic";
    if (words.sign !== sign) one(this.#place, "svg").replaceWith(icon(sign));
    words.sign = sign;
    const left = clock?.left ?? 0;
    const note = clock?.sign ? say((clock.sign === "over" ? words.textOver : words.textSoon) ?? "", { time: durationText(Math.abs(left)) }) : clock?.stands ? words.textStands : words.textSpeaks;
    put(one(this.#place, "small"), (asking ? words.textAside : note) ?? "");
    put(one(this.#place, "b"), asking || !turn || !clock ? (words.textHand ?? "") : `${nameOf(this.#meeting, turn) || words.textGuest} · ${durationText(clock.spent)}`);
  }
}

/** @param {HTMLElement} place @param {string} text */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
