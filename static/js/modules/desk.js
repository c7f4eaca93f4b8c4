import { api } from "../api.js";
import { makeActs } from "../desk/acts.js";
import { ConclusionForm } from "../desk/conclusion-form.js";
import { ConclusionList } from "../desk/conclusion-list.js";
import { Deeds, reasons } from "../desk/deeds.js";
import { fromServer, needsReload, reduce } from "../desk/desk-state.js";
import { colleagues } from "../desk/colleagues.js";
import { bindKeys } from "../desk/keys.js";
import { nextAction, nextItem } from "../desk/next-action.js";
import { NextPanel } from "../desk/next-panel.js";
import { PagePanel } from "../desk/page-panel.js";
import { PresencePanel } from "../desk/presence-panel.js";
import { QueuePanel } from "../desk/queue-panel.js";
import { RunList } from "../desk/run-list.js";
import { TopBar } from "../desk/top-bar.js";
import { UndoBar, undoable } from "../desk/undo.js";
import { VotePanel } from "../desk/vote-panel.js";
import { one, say } from "../dom.js";
import { live } from "../live/live.js";
import { inlineIcons } from "../room/inline-icons.js";
import { LiveState } from "../room/live-state.js";
import { floorOf, nameOf } from "../room/speaking.js";
import { serverNow } from "../time.js";
import { question } from "./confirm.js";

const DEVICES_MS = 5000;

/**
 * The secretary's desk of one meeting.
 * @param {HTMLElement} root
 */
export default function desk(root) {
  const start = fromServer(JSON.parse(one(root, "[data-state]").textContent));
  const at = `/meetings/${start.meeting.id}`;
  const store = new LiveState(start, {
    reduce, needsReload, streams: deskStreams, load: async () => fromServer(await api.get(`${at}/desk`)),
  }, { subscribe });
  const told = colleagues(root, root.dataset.me ?? "", () => store.now.meeting);
  const undo = new UndoBar(one(document, "[data-undo]"));
  const deeds = new Deeds(root.dataset.textNoAnswer ?? "", () => void store.reload());
  const acts = undoable(makeActs(start.meeting.id, deeds), undo, one(document, "[data-undo]").dataset, () => store.now.meeting);
  const next = new NextPanel(one(root, "[data-next]"), () => void act());
  const vote = new VotePanel(one(root, "[data-vote]"), acts, showNext, () => void store.reload());
  const form = new ConclusionForm(one(root, "[data-conclude]"), showNext, () => void record(), () => void giveUp());
  const page = new PagePanel(one(root, "[data-page]"), acts, start.meeting);
  const run = new RunList(one(root, "[data-run]"), root.dataset, (item, button) => void push(item, button));
  const conclusions = new ConclusionList(one(root, "[data-conclusions]"), (itemId, button) => acts.issue(itemId, { button }), (conclusion) => void edit(conclusion), (id, button) => void acts.showConclusion(id, { button }));
  const people = new PresencePanel(one(root, "[data-presence]"), (person, button) => acts.checkIn(person.id, { button }));
  const queue = new QueuePanel(one(root, "[data-queue]"), acts, serverNow(start.serverTime));
  const top = new TopBar(root, start.serverTime);

  /** @param {string} stream @param {number} after @param {(event: any) => void} onEvent */
  function subscribe(stream, after, onEvent) {
    return live.subscribe(stream, after, (event) => {
      onEvent(event);
      told(event);
    });
  }
  /** Whoever speaks is not cut off without a question. @param {any} item @param {HTMLElement} button */
  async function push(item, button) {
    const { meeting } = store.now;
    const turn = floorOf(meeting);
    const { textSpeaksTitle = "", textSpeaksText = "", textSpeaksYes = "" } = root.dataset;
    const text = turn ? say(textSpeaksText, { name: nameOf(meeting, turn) }) : "";
    if (turn && item.id !== meeting.current_item_id && !(await question({ title: textSpeaksTitle, text, yes: textSpeaksYes }))) return;
    await acts.push({ item_id: item.id }, { button });
  }
  function openNext() {
    const { meeting } = store.now;
    const item = nextItem(meeting, meeting.agenda.find((/** @type {any} */ i) => i.id === meeting.current_item_id));
    if (item && meeting.state === "in_session" && !openVoteOf(meeting)) void push(item, next.button);
  }
  /** What comes next, of what is known now. */
  function nextOne() {
    return nextAction(store.now.meeting, { voteReady: vote.ready, another: vote.again, conclusionReady: form.ready, edited: form.edited });
  }
  function showNext() {
    const now = nextOne();
    next.show(now, now.turn ? nameOf(store.now.meeting, now.turn) : "");
  }
  async function record() {
    const { meeting } = store.now;
    if (!form.ready) return form.focus();
    if (form.edited) return save(form.edited);
    const answer = await acts.record(meeting.current_item_id, form.content(), { button: one(root, "[data-record]") });
    if (answer !== undefined) form.clear();
  }
  /** @param {any} edited */
  async function save(edited) {
    const onRefused = (/** @type {import("../api.js").ApiError} */ error) => {
      if (error.code === "stale") void overtaken(edited.id);
      return error.code === "stale";
    };
    const answer = await acts.rewrite(edited, form.content(), { button: one(root, "[data-record]"), onRefused });
    if (answer === undefined) return;
    form.leave();
    showConclusions();
  }
  /** @param {string} id */
  async function overtaken(id) {
    await store.reload();
    const newest = store.now.meeting.conclusions.find((/** @type {any} */ c) => c.id === id);
    if (newest) form.overtaken(newest);
  }
  /** @param {any} conclusion */
  async function edit(conclusion) {
    if (!(await mayLeave())) return;
    form.edit(conclusion);
    showConclusions();
  }
  async function giveUp() {
    if (!(await mayLeave())) return;
    form.leave();
    showConclusions();
  }
  async function mayLeave() {
    const { textLeaveTitle = "", textLeaveText = "", textLeaveYes = "" } = one(root, "[data-conclude]").dataset;
    return !form.touched || question({ title: textLeaveTitle, text: textLeaveText, yes: textLeaveYes });
  }
  function showConclusions() {
    conclusions.show(store.now.meeting, form.edited?.id);
    showNext();
  }
  /** A vote is closed first, by a question of its own; nothing is half done. */
  async function closeSession() {
    const open = openVoteOf(store.now.meeting);
    if (open?.on_paper) return vote.countPaper(open.id);
    if (open) {
      const { textVoteFirstTitle = "", textVoteFirstText = "", textVoteFirstYes = "" } = root.dataset;
      if (!(await question({ title: textVoteFirstTitle, text: textVoteFirstText, yes: textVoteFirstYes }))) return;
      if ((await acts.closeVote(open.id, { button: next.button })) === undefined) return;
    }
    const { textCloseTitle = "", textCloseText = "", textCloseYes = "" } = root.dataset;
    if (await question({ title: textCloseTitle, text: textCloseText, yes: textCloseYes })) await acts.closeSession({ button: next.button });
  }
  /** A session beside another is likely a slip: the other was not closed. */
  async function openSession() {
    /** @type {string | undefined} */
    let other;
    const onRefused = (/** @type {import("../api.js").ApiError} */ error) => {
      if (error.code === "session.another_runs") other = error.message;
      return other !== undefined;
    };
    await acts.openSession(false, { button: next.button, onRefused });
    const { textBesidesTitle = "", textBesidesYes = "" } = root.dataset;
    if (other && (await question({ title: textBesidesTitle, text: other, yes: textBesidesYes }))) await acts.openSession(true, { button: next.button });
  }
  async function openVote(/** @type {any} */ prepared) {
    const onRefused = (/** @type {import("../api.js").ApiError} */ error) => {
      if (error.code !== "vote.no_quorum") return false;
      vote.askReason(reasons(error));
      return true;
    };
    const how = { button: next.button, onRefused };
    const asked = prepared ? [] : vote.questions();
    const slate = asked.length > 1 ? await acts.prepareSlate(asked, { button: next.button }) : null;
    if (slate === undefined) return;
    const opening = slate ? { vote_id: slate.vote_ids[0] } : prepared ? { vote_id: prepared.id } : asked[0];
    await acts.openVote({ ...opening, ...vote.reason() }, how);
  }
  /** Do what the next action says. */
  function act() {
    const { act: name, item, vote: of, turn } = nextOne();
    const how = { button: next.button };
    const DO = {
      "open-session": openSession, resume: () => acts.resume(how), push: () => push(item, next.button),
      "prepare-vote": () => vote.prepare(), "open-vote": () => openVote(of), "close-vote": () => acts.closeVote(of.id, how),
      "count-paper": () => vote.countPaper(of.id),
      "give-floor": () => queue.give(turn, next.button),
      conclude: () => form.focus(), record, save: record, issue: () => acts.issue(item.id, how), state: () => acts.issue(item.id, how), "close-session": closeSession,
      minutes: () => open(`${at}/minutes`, "_blank", "noopener"), none: () => undefined,
    };
    return DO[name]();
  }
  function invite() {
    if (queue.next) void queue.give(queue.next, next.button);
  }
  store.on(({ meeting, waiting, shown, joinable }) => {
    top.show(meeting);
    run.show(meeting);
    page.show(meeting);
    vote.offer(joinable);
    vote.show(meeting, waiting, shown);
    form.show(meeting);
    conclusions.show(meeting, form.edited?.id);
    people.show(meeting, waiting);
    queue.show(meeting);
    showNext();
  });
  const pause = () => {
    const { state } = store.now.meeting;
    const how = { button: one(root, "[data-pause]") };
    if (state === "paused") void acts.resume(how);
    else if (state === "in_session") void acts.pause(how);
  };
  one(root, "[data-pause]").addEventListener("click", pause);
  one(root, "[data-close-session]").addEventListener("click", () => void closeSession());
  bindKeys({ next: () => void act(), turn: (step) => page.turn(step), record: () => form.ready ? void record() : form.focus(), statement: () => form.turn(), invite, open: openNext, pause, undo: () => void undo.takeBack() });
  store.join();
  watchDevices(at, people);
  void inlineIcons();
}

/** Whose device is connected: asked for now and then, for it is not announced. @param {string} at @param {PresencePanel} people */
function watchDevices(at, people) {
  const ask = async () => {
    if (document.visibilityState !== "visible" || live.state === "offline") return people.connect(null);
    const answer = await api.get(`${at}/connected`).catch(() => null); // The next round asks again.
    people.connect(answer?.participant_ids ?? null);
  };
  setInterval(() => void ask(), DEVICES_MS);
  setTimeout(() => void ask(), 1000);
}

/** The big screen's stream says the same as the members' with less. @param {import("../desk/desk-state.js").Desk} desk */
function deskStreams({ meeting, streams }) {
  const own = ["", ":members", ":desk"].map((part) => `meeting:${meeting.id}${part}`);
  return Object.fromEntries(Object.entries(streams).filter(([name]) => own.includes(name)));
}

/** @param {any} meeting */
function openVoteOf(meeting) {
  return meeting.votes.find((/** @type {any} */ vote) => vote.state === "open");
}
