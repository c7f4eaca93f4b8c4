import { needsReload as meetingNeedsReload, reduce as reduceMeeting } from "../room/meeting-state.js";

/**
 * What the desk knows: the meeting, who has not cast a ballot in the open vote (never how anybody voted), and whose
 * ballot is on a screen. Pure.
 * @typedef {import("../live/subscription.js").LiveEvent} LiveEvent
 * @typedef {{meeting: any, streams: Record<string, number>, serverTime: string, waiting: string[], shown: string[], joinable: any[]}} Desk
 */

/** @param {any} state the API's DeskState @returns {Desk} */
export function fromServer({ room, waiting_for, ballots_shown = [], joinable = [] }) {
  return { meeting: room.meeting, streams: room.streams, serverTime: room.server_time, waiting: waiting_for, shown: ballots_shown, joinable };
}

/** @param {Desk} desk @param {LiveEvent} event @returns {Desk} */
export function reduce(desk, event) {
  const change = ROLL[event.type];
  const roll = change ? change(desk, event.payload) : {};
  return { ...desk, meeting: reduceMeeting(desk.meeting, event), ...roll };
}

/** A session that opens or closes changes what may be done: the server says what. @param {LiveEvent} event */
export function needsReload(event) {
  return event.type === "session.changed" || meetingNeedsReload(event);
}

/** @type {Record<string, (desk: Desk, payload: any) => Partial<Desk>>} */
const ROLL = {
  "vote.opened": (desk, { vote, entitled, proxies = [] }) => {
    if (vote.on_paper) return { waiting: [], shown: [] }; // Nobody is waited for on a tablet.
    const all = [...entitled, ...proxies.map((/** @type {any} */ one) => one.participant_id)];
    const more = together(desk.meeting, vote);
    return { waiting: joined(more ? desk.waiting : [], all), shown: more ? desk.shown : [] };
  },
  "vote.turnout": ({ waiting }, { participant_id }) => ({ waiting: waiting.filter((id) => id !== participant_id) }),
  "ballots.shown": ({ shown }, { participant_ids }) => ({ shown: joined(shown, participant_ids) }),
  "vote.closed": () => ({ waiting: [], shown: [] }),
  "vote.voided": (desk, { vote }) => (desk.meeting.votes.some((/** @type {any} */ v) => v.id === vote.id && v.state === "open") ? { waiting: [], shown: [] } : {}),
};

/** Whether another vote of the same slate is open already. @param {any} meeting @param {any} vote */
function together(meeting, vote) {
  return Boolean(vote.slate_id) && meeting.votes.some((/** @type {any} */ v) => v.slate_id === vote.slate_id && v.id !== vote.id && v.state === "open");
}

/** @param {string[]} ids @param {string[]} more @returns {string[]} each once */
function joined(ids, more) {
  return [...new Set([...ids, ...more])];
}
