import { OURS } from "../kept.js";

/** Which session this device sits in, kept for the pages beside the room; gone with sign-out like all that is ours. */
const KEY = `${OURS}session`;
const RUNNING = ["in_session", "paused"];

/** @param {{id: string, state: string, me?: {present?: boolean} | null}} meeting as the room knows it */
export function markSession(meeting) {
  if (meeting.me?.present && RUNNING.includes(meeting.state)) localStorage.setItem(KEY, meeting.id);
  else if (markedSession() === meeting.id) forgetSession();
}

/** @returns {string} the meeting's id, empty for none */
export function markedSession() {
  return localStorage.getItem(KEY) ?? "";
}

export function forgetSession() {
  localStorage.removeItem(KEY);
}
