import { ApiError, api, newRequestId } from "../api.js";
import { one, show } from "../dom.js";
import { live } from "../live/live.js";
import { AgendaRail } from "../room/agenda-rail.js";
import { Ends } from "../room/ends.js";
import { inlineIcons } from "../room/inline-icons.js";
import { LiveState } from "../room/live-state.js";
import { needsReload, reduce } from "../room/meeting-state.js";
import { RoomVotes } from "../room/room-votes.js";
import { spread } from "../room/spread.js";
import { Stage } from "../room/stage.js";
import { serverNow } from "../time.js";
import { deskOf, setMayMarkMeeting } from "./paper.js";
import { say } from "./toast.js";

/** States in which one can be in the room, and in which the meeting layer can be written on. */
const GATHERING = ["called", "in_session", "paused"];
const EDITABLE = ["draft", ...GATHERING];

/**
 * The room of one meeting on one tablet.
 * @param {HTMLElement} root
 */
export default function room(root) {
  const state = JSON.parse(one(root, "[data-state]").textContent);
  const clock = serverNow(state.server_time);
  const paper = one(root, ".paper-desk");
  const desk = deskOf(paper);
  const store = new LiveState(state, {
    reduce: (room, event) => ({ ...room, meeting: reduce(room.meeting, event) }),
    needsReload,
    load: () => api.get(`/meetings/${state.meeting.id}/room`),
    streams: roomStreams,
    delay: () => spread(Math.random()),
  }, live);
  const ends = new Ends(root, clock);
  const rail = new AgendaRail(one(root, "[data-agenda]"), root.dataset, clock, (itemId, versionId) => openPaper(itemId, versionId));
  const stage = new Stage(one(root, "[data-stage]"), root.dataset, desk, state.meeting, () => queueMicrotask(showRail));
  const votes = new RoomVotes(document, (voteId, mine) => store.become(withBallot(store.now, voteId, mine)));

  /** @param {string} itemId @param {string | null} versionId */
  function openPaper(itemId, versionId) {
    stage.goTo(itemId, versionId);
    closeSheet(root);
  }
  function showRail() {
    rail.show({ meeting: store.now.meeting, here: stage.here });
  }
  store.on(({ meeting }, before) => {
    ends.show(meeting);
    stage.update(meeting);
    showRail();
    votes.update(meeting, before.meeting);
    showCheckIn(root, meeting);
    setMayMarkMeeting(paper, mayMark(meeting));
  });
  desk.outbox.onChange.on(() => stage.refresh());
  live.onState((link) => {
    ends.setLink(link);
    stage.setLost(link === "offline");
    if (link === "online") votes.retry();
  });
  bindCheckIn(root, store);
  one(root, "[data-take-note]").addEventListener("click", () => one(root, '[data-tool="note"]').click());
  store.join();
  void inlineIcons();
}

/**
 * The room listens as a member of it; the desk's and the screen's own streams say the same things again.
 * Papers join their own streams when they are open.
 * @param {any} state RoomState
 */
function roomStreams({ meeting, streams }) {
  const own = [`meeting:${meeting.id}`, `meeting:${meeting.id}:members`];
  return Object.fromEntries(Object.entries(streams).filter(([name]) => own.includes(name)));
}

/** @param {any} state @param {string} voteId @param {{choice: string, text: string, cast_at: string}} mine */
function withBallot(state, voteId, { choice, text, cast_at }) {
  const my_ballot = { choice, text, cast_at };
  const votes = state.meeting.votes.map((/** @type {any} */ v) => (v.id === voteId ? { ...v, my_ballot, may_cast: false } : v));
  return { ...state, meeting: { ...state.meeting, votes } };
}

/** @param {any} meeting */
function mayMark({ me, state }) {
  return me?.function !== "guest" && EDITABLE.includes(state);
}

/** @param {HTMLElement} root @param {any} meeting */
function showCheckIn(root, { me, state }) {
  const wanted = Boolean(me) && !me.present && GATHERING.includes(state);
  show(one(root, "[data-check-in]"), wanted);
}

/** @param {HTMLElement} root @param {LiveState<any>} store */
function bindCheckIn(root, store) {
  const button = one(root, "[data-check-in]");
  let requestId = newRequestId();
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      const { meeting } = store.now;
      const attendance = await api.post(`/meetings/${meeting.id}/attendance`, {}, requestId);
      requestId = newRequestId();
      const me = { ...store.now.meeting.me, present: true };
      store.become({ ...store.now, meeting: { ...store.now.meeting, attendance, me } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      say(error.message || (root.dataset.textNoAnswer ?? ""), "error");
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

/** @param {HTMLElement} root On a narrow page the rail lies over the paper: choosing puts it away. */
function closeSheet(root) {
  const toggle = root.querySelector('[data-where] [aria-expanded="true"]');
  if (toggle instanceof HTMLElement) toggle.click();
}
