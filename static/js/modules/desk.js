import { api } from "../api.js";
import { makeActs } from "../desk/acts.js";
import { ConclusionForm } from "../desk/conclusion-form.js";
import { ConclusionList } from "../desk/conclusion-list.js";
import { Deeds, reasons } from "../desk/deeds.js";
import { fromServer, needsReload, reduce } from "../desk/desk-state.js";
import { bindKeys } from "../desk/keys.js";
import { nextAction } from "../desk/next-action.js";
import { NextPanel } from "../desk/next-panel.js";
import { PagePanel } from "../desk/page-panel.js";
import { PresencePanel } from "../desk/presence-panel.js";
import { RunList } from "../desk/run-list.js";
import { TopBar } from "../desk/top-bar.js";
import { VotePanel } from "../desk/vote-panel.js";
import { one } from "../dom.js";
import { live } from "../live/live.js";
import { inlineIcons } from "../room/inline-icons.js";
import { LiveState } from "../room/live-state.js";
import { question } from "./confirm.js";

/**
 * The secretary's desk of one meeting.
 * @param {HTMLElement} root
 */
export default function desk(root) {
  const start = fromServer(JSON.parse(one(root, "[data-state]").textContent));
  const at = `/meetings/${start.meeting.id}`;
  const store = new LiveState(start, {
    reduce, needsReload, streams: deskStreams, load: async () => fromServer(await api.get(`${at}/desk`)),
  }, live);
  const deeds = new Deeds(root.dataset.textNoAnswer ?? "", () => void store.reload());
  const acts = makeActs(start.meeting.id, deeds);
  const next = new NextPanel(one(root, "[data-next]"), () => void act());
  const vote = new VotePanel(one(root, "[data-vote]"), showNext);
  const form = new ConclusionForm(one(root, "[data-conclude]"), showNext, () => void record(), () => void giveUp());
  const page = new PagePanel(one(root, "[data-page]"), acts, start.meeting);
  const run = new RunList(one(root, "[data-run]"), root.dataset, (item, button) => acts.push({ item_id: item.id }, { button }));
  const conclusions = new ConclusionList(one(root, "[data-conclusions]"), (itemId, button) => acts.issue(itemId, { button }), (conclusion) => void edit(conclusion));
  const people = new PresencePanel(one(root, "[data-presence]"), (person, button) => acts.checkIn(person.id, { button }));
  const top = new TopBar(root, start.serverTime);

  /** What comes next, of what is known now. */
  function nextOne() {
    return nextAction(store.now.meeting, { voteReady: vote.ready, conclusionReady: form.ready, edited: form.edited });
  }
  function showNext() {
    next.show(nextOne());
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
  async function closeSession() {
    const { textCloseTitle = "", textCloseText = "", textCloseYes = "" } = root.dataset;
    if (await question({ title: textCloseTitle, text: textCloseText, yes: textCloseYes })) await acts.closeSession({ button: next.button });
  }
  function openVote(/** @type {any} */ prepared) {
    const onRefused = (/** @type {import("../api.js").ApiError} */ error) => {
      if (error.code !== "vote.no_quorum") return false;
      vote.askReason(reasons(error));
      return true;
    };
    return acts.openVote(prepared ? { vote_id: prepared.id } : vote.question(), { button: next.button, onRefused });
  }
  /** Do what the next action says. */
  function act() {
    const { act: name, item, vote: of } = nextOne();
    const how = { button: next.button };
    const DO = {
      "open-session": () => acts.openSession(how), resume: () => acts.resume(how), push: () => acts.push({ item_id: item.id }, how),
      "prepare-vote": () => vote.prepare(), "open-vote": () => openVote(of), "close-vote": () => acts.closeVote(of.id, how),
      conclude: () => form.focus(), record, save: record, issue: () => acts.issue(item.id, how), "close-session": closeSession,
      minutes: () => open(`/api/v1${at}/minutes.pdf`, "_blank", "noopener"), none: () => undefined,
    };
    return DO[name]();
  }
  store.on(({ meeting, waiting }) => {
    top.show(meeting);
    run.show(meeting);
    page.show(meeting);
    vote.show(meeting, waiting);
    form.show(meeting);
    conclusions.show(meeting, form.edited?.id);
    people.show(meeting, waiting);
    showNext();
  });
  one(root, "[data-pause]").addEventListener("click", (/** @type {any} */ event) => {
    const how = { button: event.currentTarget };
    return store.now.meeting.state === "paused" ? acts.resume(how) : acts.pause(how);
  });
  one(root, "[data-close-session]").addEventListener("click", () => void closeSession());
  bindKeys({ next: () => void act(), turn: (step) => page.turn(step), record: () => form.ready ? void record() : form.focus() });
  store.join();
  void inlineIcons();
}

/** The big screen's stream says the same as the members' with less. @param {import("../desk/desk-state.js").Desk} desk */
function deskStreams({ meeting, streams }) {
  const own = ["", ":members", ":desk"].map((part) => `meeting:${meeting.id}${part}`);
  return Object.fromEntries(Object.entries(streams).filter(([name]) => own.includes(name)));
}
