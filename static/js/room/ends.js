import { icon, one, say, show } from "../dom.js";
import { clockText, hourMinute } from "../time.js";
import { itemOf, minutesLeft } from "./agenda.js";
import { put } from "./symbols.js";

/** What stands above and below the paper: who is here, the link, the item under discussion. */
export class Ends {
  #root;
  #words;
  #clock;
  /** @type {any} */
  #meeting = null;
  #link = "connecting";
  #since = 0;

  /** @param {HTMLElement} root @param {() => number} clock the server's time */
  constructor(root, clock) {
    this.#root = root;
    this.#words = root.dataset;
    this.#clock = clock;
    setInterval(() => this.#meeting && this.#floor(), 10000);
  }

  /** @param {any} meeting */
  show(meeting) {
    this.#meeting = meeting;
    this.#presence();
    this.#floor();
  }

  /** @param {string} link of live.js */
  setLink(link) {
    if (link === "offline" && this.#link !== "offline") this.#since = this.#clock();
    this.#link = link;
    const { textSynced = "", textConnecting = "", textLost = "", textLostSince = textLost } = this.#words;
    const place = one(this.#root, "[data-link]");
    place.classList.toggle("fact-ok", link === "online");
    place.classList.toggle("fact-warn", link === "offline");
    one(place, "svg").replaceWith(icon(link === "offline" ? "nonet" : "sync"));
    one(place, "[data-link-text]").textContent =
      link === "online" ? textSynced : link === "offline" ? say(textLostSince, { time: clockText(this.#since) }) : textConnecting;
    if (this.#meeting) this.#presence();
  }

  /** Old figures carry their time. */
  #presence() {
    const { present, members, reached } = this.#meeting.attendance;
    const { textPresent = "", textTooFew = "", textPresentAt = "" } = this.#words;
    const sentence = this.#link === "offline" ? textPresentAt : reached ? textPresent : textTooFew;
    one(this.#root, "[data-presence-text]").textContent = say(sentence, { present, members, time: clockText(this.#since) });
  }

  #floor() {
    const meeting = this.#meeting;
    const item = itemOf(meeting, meeting.current_item_id);
    const running = meeting.state === "in_session" && item;
    const me = meeting.me;
    const { textItem = "", textCheckedIn = "" } = this.#words;
    one(this.#root, "[data-floor-label]").textContent = running ? say(textItem, { number: item.number }) : "";
    const arrived = me?.present && me.arrived_at ? say(textCheckedIn, { time: hourMinute(me.arrived_at) }) : "";
    one(this.#root, "[data-floor-title]").textContent = running ? minutesLeft(item, this.#clock(), this.#words) : arrived;
    show(one(this.#root, "[data-floor] .i"), Boolean(running || arrived));
    const where = this.#root.querySelector("[data-where]");
    if (where) this.#fillWhere(where, item, running);
  }

  /** On a narrow page the rail is a sheet; this line names the item. @param {Element} where @param {any} item @param {boolean} running */
  #fillWhere(where, item, running) {
    one(where, ".item-no").textContent = item?.number ?? "";
    show(one(where, ".item-no"), Boolean(item));
    put(one(where, "b"), item?.title ?? this.#meeting.title);
    one(where, "small").textContent = running ? minutesLeft(item, this.#clock(), this.#words) : "";
  }
}
