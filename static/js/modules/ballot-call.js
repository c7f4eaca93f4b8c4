import { ApiError, api } from "../api.js";
import { one, say, show } from "../dom.js";
import { sheetsOf } from "../room/ballot-papers.js";
import { forgetSession, markedSession, markSession } from "../room/session-mark.js";

/** Whoever only passes through a page opens no socket on it. */
const SETTLE_MS = 1500;
/** When a vote opens, the devices beside the room ask one after the other. */
const SPREAD_MS = 1000;
/** Pages of the meeting that show the ballot, or the vote, themselves. */
const OWN = ["room", "desk", "screen", "seats"];
/** Signed out, or no part in the meeting any more. */
const GONE = [401, 403, 404];
const TOLD = ["vote.opened", "vote.closed", "vote.voided", "session.changed"];

/**
 * On every page beside the room: a ballot of the session this device sits in is called for over what is being read or
 * written, which stays as it is.
 * @param {HTMLElement} bar
 */
export default function ballotCall(bar) {
  const meeting = markedSession();
  if (!meeting || OWN.some((page) => location.pathname === `/meetings/${meeting}/${page}`)) return;
  setTimeout(() => void follow(bar, meeting), SETTLE_MS);
}

/** @param {HTMLElement} bar @param {string} id of the meeting */
async function follow(bar, id) {
  const room = await look(bar, id);
  if (!room) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;
  const ask = () => {
    asking = undefined; // What comes from here on is not yet in the answer.
    void look(bar, id);
  };
  const onEvent = (/** @type {{type: string}} */ { type }) => {
    if (TOLD.includes(type)) asking ??= setTimeout(ask, Math.random() * SPREAD_MS);
  };
  const { live } = await import("../live/live.js");
  for (const stream of [`meeting:${id}`, `meeting:${id}:members`]) {
    if (stream in room.streams) live.subscribe(stream, room.streams[stream], onEvent);
  }
}

/**
 * Show the call when a ballot waits, take it away when none does.
 * @param {HTMLElement} bar
 * @param {string} id
 * @returns {Promise<any>} the room; undefined when this device is not in it any more, or nobody answered
 */
async function look(bar, id) {
  const room = await api.get(`/meetings/${id}/room`).catch((error) => {
    if (!(error instanceof ApiError)) throw error;
    if (GONE.includes(error.status)) forgetSession();
  });
  if (!room) return show(bar, false);
  markSession(room.meeting);
  const waiting = sheetsOf(room.meeting.votes).find((sheet) => sheet.mayCast);
  const text = waiting ? say(bar.dataset.textCall ?? "", { question: waiting.papers[0].question }) : "";
  if (one(bar, "[data-call]").textContent !== text) one(bar, "[data-call]").textContent = text;
  one(bar, "a").setAttribute("href", `/meetings/${id}/room`);
  show(bar, Boolean(waiting));
  return room;
}
