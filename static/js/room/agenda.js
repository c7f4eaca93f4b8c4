import { say } from "../dom.js";

/** What can be read off an agenda. Pure. */

/** @param {any} meeting @param {string | null} itemId @returns {any} the item, or undefined when it is not this reader's to see */
export function itemOf(meeting, itemId) {
  return meeting.agenda.find((/** @type {any} */ item) => item.id === itemId);
}

/** @param {any} meeting @param {string | null} versionId @returns {any} */
export function paperOf(meeting, versionId) {
  for (const item of meeting.agenda) {
    const found = item.papers.find((/** @type {any} */ paper) => paper.version_id === versionId);
    if (found) return found;
  }
  return undefined;
}

/** @param {any} item @returns {string | null} the version of its first paper that can be read */
export function firstPaper(item) {
  return item.papers.find((/** @type {any} */ paper) => paper.state === "ready")?.version_id ?? null;
}

/**
 * Where the room is. A guest hears of an item that is not theirs, but cannot open its paper.
 * @param {any} meeting
 * @returns {import("./follow.js").Place}
 */
export function roomPlace(meeting) {
  const mine = itemOf(meeting, meeting.current_item_id);
  return { itemId: meeting.current_item_id, versionId: mine ? meeting.current_version_id : null, page: meeting.current_page || 1, view: mine ? (meeting.current_view ?? null) : null };
}

/**
 * Seconds an item has been discussed.
 * @param {{started_at: string | null, spent_seconds: number}} item
 * @param {number} now ms
 */
export function spentSeconds(item, now) {
  return item.spent_seconds + (item.started_at ? Math.max(0, (now - Date.parse(item.started_at)) / 1000) : 0);
}

/**
 * @param {any} item
 * @param {number} now ms
 * @param {DOMStringMap} words textLeft, textOver
 * @returns {string}
 */
export function minutesLeft(item, now, { textLeft = "", textOver = "" }) {
  const left = item.minutes - spentSeconds(item, now) / 60;
  return left >= 0 ? say(textLeft, { minutes: Math.ceil(left) }) : say(textOver, { minutes: Math.ceil(-left) });
}

/**
 * The least count of "yes" that carries a vote under way, and of how many; null when it depends on the ballots cast.
 * The rule stands in meetings/quorum.py: a strict share needs one more than the share itself.
 * @param {{base: string, members: number, entitled: number, numerator: number, denominator: number, strict: boolean}} vote
 * @returns {{needed: number, whole: number} | null}
 */
export function leastYes({ base, members, entitled, numerator, denominator, strict }) {
  if (base === "valid") return null;
  const whole = base === "members" ? members : entitled;
  const share = whole * numerator;
  return { needed: strict ? Math.floor(share / denominator) + 1 : Math.ceil(share / denominator), whole };
}
