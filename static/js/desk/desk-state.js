import { needsReload as meetingNeedsReload, reduce as reduceMeeting } from "../room/meeting-state.js";

/**
 * What the desk knows: the meeting, and who has not cast a ballot in the open vote (never how anybody voted). Pure.
 * @typedef {import("../live/subscription.js").LiveEvent} LiveEvent
 * @typedef {{meeting: any, streams: Record<string, number>, serverTime: string, waiting: string[]}} Desk
 */

/** @param {any} state the API's DeskState @returns {Desk} */
export function fromServer({ room, waiting_for }) {
  return { meeting: room.meeting, streams: room.streams, serverTime: room.server_time, waiting: waiting_for };
}

/** @param {Desk} desk @param {LiveEvent} event @returns {Desk} */
export function reduce(desk, event) {
  const change = WAITING[event.type];
  const waiting = change ? change(desk.waiting, event.payload) : desk.waiting;
  return { ...desk, meeting: reduceMeeting(desk.meeting, event), waiting };
}

/** A session that opens or closes changes what may be done: the server says what. @param {LiveEvent} event */
export function needsReload(event) {
  return meetingNeedsReload(event) || event.type === "session.changed";
}

/** @type {Record<string, (waiting: string[], payload: any) => string[]>} */
const WAITING = {
  "vote.opened": (_, { entitled }) => entitled,
  "vote.turnout": (waiting, { participant_id }) => waiting.filter((id) => id !== participant_id),
  "vote.closed": () => [],
};
