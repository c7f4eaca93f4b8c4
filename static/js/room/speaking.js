import { spentSeconds } from "./agenda.js";
import { shownName } from "./people.js";

/**
 * What can be read off the queues of a meeting. Pure.
 * @typedef {{id: string, participant_id: string, kind: "speak" | "question", state: "waiting" | "floor", position: number,
 *   asked_at: string, started_at: string | null, spent_seconds: number, limit_seconds: number | null}} Turn
 * @typedef {{spent: number, limit: number | null, left: number | null, sign: "" | "soon" | "over", stands: boolean}} TurnClock
 */

/** The gentle sign comes a minute before the end, or with the last fifth of a short turn. */
const LAST_SECONDS = 60;
const LAST_SHARE = 0.2;

/** @param {any} meeting @returns {Turn | undefined} who has the floor */
export function floorOf({ speaking }) {
  return speaking.turns.find((/** @type {Turn} */ turn) => turn.state === "floor");
}

/** @param {any} meeting @param {string} kind @returns {Turn[]} who waits, in order */
export function queueOf({ speaking }, kind) {
  return speaking.turns.filter((/** @type {Turn} */ turn) => turn.state === "waiting" && turn.kind === kind);
}

/** @param {any} meeting @param {string} kind @returns {Turn | undefined} the reader's own turn that waits */
export function mine(meeting, kind) {
  return queueOf(meeting, kind).find((turn) => turn.participant_id === meeting.me?.id);
}

/** @param {any} meeting @param {Turn} turn @returns {string} a name; empty for somebody this reader does not know of */
export function nameOf({ participants }, turn) {
  return shownName(participants.find((/** @type {any} */ p) => p.id === turn.participant_id));
}

/**
 * The clock of a turn: it runs on over its limit.
 * @param {{started_at: string | null, spent_seconds: number, limit_seconds: number | null}} turn
 * @param {number} now ms
 * @returns {TurnClock}
 */
export function turnClock(turn, now) {
  const spent = spentSeconds(turn, now);
  const limit = turn.limit_seconds;
  const left = limit === null ? null : limit - spent;
  const last = limit === null ? 0 : Math.min(LAST_SECONDS, limit * LAST_SHARE);
  const sign = left === null ? "" : left < 0 ? "over" : left <= last ? "soon" : "";
  return { spent, limit, left, sign, stands: turn.started_at === null };
}

/**
 * What the hand button is, and why it cannot be used.
 * @param {any} meeting
 * @param {string} kind
 * @param {boolean} lost
 * @returns {{state: "hidden" | "lost" | "free" | "waiting" | "floor", turn?: Turn}}
 */
export function handOf(meeting, kind, lost) {
  const running = meeting.state === "in_session" || meeting.state === "paused";
  if (!meeting.me || !running || !meeting.speaking.item_id) return { state: "hidden" };
  // Who has not checked in finds the button for that in the same place.
  if (!meeting.me.present) return { state: "hidden" };
  if (lost) return { state: "lost" };
  const floor = floorOf(meeting);
  if (floor && floor.kind === kind && floor.participant_id === meeting.me.id) return { state: "floor", turn: floor };
  const turn = mine(meeting, kind);
  if (turn) return { state: "waiting", turn };
  return { state: "free" };
}

/** @param {any} meeting @param {string} id @returns {string} "floor", "waiting", or nothing */
export function turnOf({ speaking }, id) {
  const turns = speaking.turns.filter((/** @type {any} */ turn) => turn.participant_id === id);
  return turns.find((/** @type {any} */ turn) => turn.state === "floor")?.state ?? turns[0]?.state ?? "";
}
