import { icon, one, say, show } from "../dom.js";
import { itemOf } from "./agenda.js";
import { leads } from "./lead.js";

/**
 * The line above the paper: whom it follows, its page, and the one step back to the room.
 * @typedef {{reading: import("./follow.js").Reading, meeting: any, lost: boolean, unsent: number, page: number, pages: number}} Shown
 */
export class PaperBar {
  #stage;
  #words;

  /** @param {HTMLElement} stage @param {DOMStringMap} words */
  constructor(stage, words) {
    this.#stage = stage;
    this.#words = words;
  }

  /** @param {Shown} shown */
  draw(shown) {
    const { reading, meeting, lost, page, pages } = shown;
    const together = reading.following;
    const led = reading.room.itemId !== null && (meeting.state === "in_session" || meeting.state === "paused");
    this.#stage.classList.toggle("stage-lost", lost);
    this.#stage.classList.toggle("stage-away", !lost && led && !together);
    this.#stage.classList.toggle("stage-idle", !lost && !led);
    const { title, note, sign } = this.#say(shown);
    put(one(this.#stage, "[data-follow-title]"), title);
    put(one(this.#stage, "[data-follow-note]"), note);
    const place = one(this.#stage, "[data-follow-icon]");
    if (place.dataset.sign !== sign) place.replaceChildren(icon(sign));
    place.dataset.sign = sign;
    show(one(this.#stage, "[data-pager]"), pages > 0 && reading.here.versionId !== null);
    put(one(this.#stage, "[data-page]"), say(this.#words.textPage ?? "", { page, count: pages }));
    one(this.#stage, "[data-previous]").disabled = page <= 1;
    one(this.#stage, "[data-next]").disabled = page >= pages;
    show(one(this.#stage, "[data-break-away]"), led && together && !leads(meeting));
    show(one(this.#stage, "[data-come-back]"), led && !together);
    put(one(this.#stage, "[data-come-back] span"), this.#back(shown));
    show(one(this.#stage, "[data-lead-take]"), led && !lost && meeting.rights.run && Boolean(meeting.me?.present) && !leads(meeting));
    show(one(this.#stage, "[data-lead-end]"), leads(meeting) && !lost);
    this.#stage.classList.toggle("stage-leads", !lost && together && leads(meeting));
  }

  /** @param {Shown} shown @returns {{title: string, note: string, sign: string}} */
  #say({ reading, meeting, lost, unsent }) {
    const words = this.#words;
    if (lost && unsent) return { title: say(words.textUnsent ?? "", { count: unsent }), note: words.textKept ?? "", sign: "nonet" };
    if (lost) return { title: words.textLost ?? "", note: words.textStill ?? "", sign: "nonet" };
    if (meeting.state === "paused") return { title: words.textPaused ?? "", note: "", sign: "pause" };
    if (meeting.state === "closed") return { title: words.textEnded ?? "", note: "", sign: "info" };
    if (!reading.room.itemId) {
      const begun = meeting.state === "in_session";
      return { title: (begun ? words.textOpened : words.textNotYet) ?? "", note: (begun ? words.textAwait : words.textRead) ?? "", sign: "clock" };
    }
    if (reading.following && leads(meeting)) return { title: words.textLeading ?? "", note: words.textLeadingNote ?? "", sign: "follow" };
    if (reading.following && presenter(meeting)) return { title: words.textFollowingPresenter ?? "", note: presenter(meeting), sign: "follow" };
    if (reading.following) return { title: words.textFollowing ?? "", note: chair(meeting), sign: "follow" };
    const item = itemOf(meeting, reading.room.itemId);
    const same = reading.room.itemId === reading.here.itemId && reading.room.versionId === reading.here.versionId;
    const note = same ? say(words.textRoomAt ?? "", { page: reading.room.page }) : item ? say(words.textRoomItem ?? "", { number: item.number }) : "";
    return { title: words.textAway ?? "", note, sign: "user" };
  }

  /** The gold button names the place it returns to. @param {Shown} shown */
  #back({ reading, meeting }) {
    const { room, here } = reading;
    if (room.itemId === here.itemId && room.versionId === here.versionId) return say(this.#words.textBack ?? "", { page: room.page });
    const item = itemOf(meeting, room.itemId);
    return item ? say(this.#words.textBackItem ?? "", { number: item.number }) : (this.#words.textBackRoom ?? "");
  }
}

/** @param {any} meeting @returns {string} who was handed the lead; empty when nobody, or nobody this reader knows of */
function presenter({ participants, presenter_id }) {
  return participants.find((/** @type {any} */ p) => p.id === presenter_id)?.name ?? "";
}

/** @param {any} meeting */
function chair(meeting) {
  return meeting.participants.find((/** @type {any} */ p) => p.function === "chair")?.name ?? "";
}

/** @param {HTMLElement} place @param {string} text leaves unchanged words alone: a live region would say them again */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
