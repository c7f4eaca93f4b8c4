import { ApiError, api, newRequestId } from "../api.js";
import { one, show } from "../dom.js";
import { live } from "../live/live.js";
import { keepAhead } from "../offline/room-keeping.js";
import { roomPlace } from "../room/agenda.js";
import { AgendaRail } from "../room/agenda-rail.js";
import { ahead } from "../room/ahead.js";
import { ChairConclusions } from "../room/chair-conclusions.js";
import { Ends } from "../room/ends.js";
import { FloorSign } from "../room/floor-sign.js";
import { HandBar } from "../room/hand-bar.js";
import { inlineIcons } from "../room/inline-icons.js";
import { leads } from "../room/lead.js";
import { LiveState } from "../room/live-state.js";
import { needsReload, reduce } from "../room/meeting-state.js";
import { withReceipt } from "../room/ballot-papers.js";
import { RoomVotes } from "../room/room-votes.js";
import { markSession } from "../room/session-mark.js";
import { spread } from "../room/spread.js";
import { Stage } from "../room/stage.js";
import { serverNow } from "../time.js";
import { deskOf, setMayMarkMeeting, setMayPoint } from "./paper.js";
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
  const hand = new HandBar(root, state.meeting, clock);
  const floor = new FloorSign(one(root, "[data-speaker]"), clock);
  const rail = new AgendaRail(one(root, "[data-agenda]"), root.dataset, clock, (itemId, versionId) => openPaper(itemId, versionId));
  const stage = new Stage(one(root, "[data-stage]"), root.dataset, desk, state.meeting, () => queueMicrotask(showRail));
  const fetching = keepAhead(desk, state.meeting.id);
  fetching.want(ahead(state.meeting, roomPlace(state.meeting).itemId));
  const chair = new ChairConclusions(root, document, (conclusion) => store.become(withConclusion(store.now, conclusion)));
  const votes = new RoomVotes(document, (voteId, mine) => store.become(withBallot(store.now, voteId, mine)), clock);

  /** @param {string} itemId @param {string | null} versionId */
  function openPaper(itemId, versionId) {
    void stage.goTo(itemId, versionId);
    closeSheet(root);
  }
  function showRail() {
    rail.show({ meeting: store.now.meeting, here: stage.here });
  }
  store.on(({ meeting }, before) => {
    ends.show(meeting);
    hand.show(meeting);
    floor.show(meeting);
    stage.update(meeting);
    fetching.want(ahead(meeting, roomPlace(meeting).itemId));
    showRail();
    votes.update(meeting, before.meeting);
    chair.show(meeting);
    markSession(meeting);
    showCheckIn(root, meeting);
    setMayMarkMeeting(paper, mayMark(meeting));
    if (meeting.presenter_id !== before.meeting.presenter_id) setMayPoint(paper, meeting.rights.run || leads(meeting));
  });
  desk.outbox.onChange.on(() => stage.refresh());
  live.onState((link) => {
    ends.setLink(link);
    stage.setLost(link === "offline");
    hand.setLost(link === "offline");
    floor.setLost(link === "offline");
    if (link === "online") votes.retry();
  });
  bindCheckIn(root, store);
  bindLead(root, store);
  one(root, "[data-take-note]").addEventListener("click", () => one(root, '[data-tool="note"]').click());
  store.join();
  void inlineIcons();
}

/**
 * The room listens as a member of it; who confirms conclusions hears of drafts on the desk's stream. The screen's own
 * stream says the same things again.
 * Papers join their own streams when they are open.
 * @param {any} state RoomState
 */
function roomStreams({ meeting, streams }) {
  const own = [`meeting:${meeting.id}`, `meeting:${meeting.id}:members`];
  if (meeting.rights.confirm) own.push(`meeting:${meeting.id}:desk`);
  return Object.fromEntries(Object.entries(streams).filter(([name]) => own.includes(name)));
}

/** @param {any} state @param {any} conclusion */
function withConclusion(state, conclusion) {
  const conclusions = state.meeting.conclusions.map((/** @type {any} */ c) => (c.id === conclusion.id ? conclusion : c));
  return { ...state, meeting: { ...state.meeting, conclusions } };
}

/** @param {any} state @param {string} voteId @param {any} receipt of a named ballot with the choice, of a secret one without */
function withBallot(state, voteId, receipt) {
  const votes = state.meeting.votes.map((/** @type {any} */ v) => (v.id === voteId ? withReceipt(v, receipt) : v));
  return { ...state, meeting: { ...state.meeting, votes } };
}

/** @param {any} meeting */
function mayMark({ me, state }) {
  return me?.function !== "guest" && EDITABLE.includes(state);
}

/** Taking the lead of everybody's pages, and giving it back. @param {HTMLElement} root @param {LiveState<any>} store */
function bindLead(root, store) {
  const hand = async (/** @type {HTMLElement} */ button, /** @type {string | null} */ participant) => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      await api.put(`/meetings/${store.now.meeting.id}/presenter`, { participant_id: participant }, newRequestId());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      say(error.message || (root.dataset.textNoAnswer ?? ""), "error");
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  const [take, end] = [one(root, "[data-lead-take]"), one(root, "[data-lead-end]")];
  take.addEventListener("click", () => void hand(take, store.now.meeting.me?.id ?? null));
  end.addEventListener("click", () => void hand(end, null));
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
  if (getComputedStyle(one(root, ".rail")).position !== "absolute") return;
  const toggle = root.querySelector('[data-where] [aria-expanded="true"]');
  if (toggle instanceof HTMLElement) toggle.click();
}
