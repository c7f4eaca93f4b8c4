import { icon, one, say, show } from "../dom.js";
import { live } from "../live/live.js";
import { itemOf, spentSeconds } from "../room/agenda.js";
import { clockText, durationText, serverNow } from "../time.js";
import { showNow } from "./run-list.js";

/** The desk's frame: state of the session, who is here, the link, the item and its clock. */
export class TopBar {
  #root;
  #words;
  #clock;
  /** @type {any} */
  #meeting = null;
  #lostAt = 0;

  /** @param {HTMLElement} root @param {string} serverTime */
  constructor(root, serverTime) {
    this.#root = root;
    this.#words = root.dataset;
    this.#clock = serverNow(serverTime);
    live.onState((state) => this.#link(state));
    setInterval(() => this.#meeting && this.#now(), 1000);
  }

  /** @param {any} meeting */
  show(meeting) {
    this.#meeting = meeting;
    const { present, members, reached } = meeting.attendance;
    one(this.#root, "[data-presence-text]").textContent = say((reached ? this.#words.textPresent : this.#words.textTooFew) ?? "", { present, members });
    const chip = one(this.#root, "[data-meeting-state]");
    const state = one(this.#root, `template[data-state-name="${meeting.state}"]`);
    chip.textContent = state.content.textContent.trim();
    chip.className = `chip ${state.dataset.look}`;
    const running = meeting.state === "in_session" || meeting.state === "paused";
    show(one(this.#root, "[data-pause]"), running && meeting.rights.run);
    one(this.#root, "[data-pause] span").textContent = (meeting.state === "paused" ? this.#words.textResume : this.#words.textPause) ?? "";
    show(one(this.#root, "[data-close-session]"), running && meeting.rights.run);
    show(one(this.#root, "[data-minutes]"), meeting.rights.minutes);
    this.#now();
  }

  #now() {
    const meeting = this.#meeting;
    const item = itemOf(meeting, meeting.current_item_id);
    const spent = item ? spentSeconds(item, this.#clock()) : 0;
    const left = (item?.minutes ?? 0) * 60 - spent;
    const { textLeft = "", textOver = "", textNow = "" } = this.#words;
    const values = { minutes: item?.minutes, time: durationText(Math.abs(left)) };
    const by = [item?.presenter_unit, item?.presenter_name].filter(Boolean).join(" · ");
    const label = item ? [say(textNow, { number: item.number, count: meeting.agenda.length }), by].filter(Boolean).join(" · ") : "";
    showNow(this.#root, meeting, { clock: durationText(spent), left: say(left >= 0 ? textLeft : textOver, values), over: left < 0, label });
  }

  /** @param {string} state */
  #link(state) {
    if (state === "offline") this.#lostAt = this.#clock();
    const place = one(this.#root, "[data-link]");
    place.className = `fact ${state === "online" ? "fact-ok" : state === "offline" ? "fact-warn" : ""}`;
    const { textSynced = "", textConnecting = "", textLostSince = "" } = this.#words;
    one(place, "svg").replaceWith(icon(state === "offline" ? "nonet" : "sync"));
    one(place, "span").textContent = state === "online" ? textSynced : state === "offline" ? say(textLostSince, { time: clockText(this.#lostAt) }) : textConnecting;
  }
}
