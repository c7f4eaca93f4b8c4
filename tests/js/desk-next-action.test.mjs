import assert from "node:assert/strict";
import { test } from "node:test";
import { nextAction } from "../../static/js/desk/next-action.js";

const nothing = { voteReady: false, conclusionReady: false };
const item = (n, state, papers = [{}]) => ({ id: `i${n}`, position: n, state, papers });
const meeting = (changes = {}) => ({
  state: "in_session", current_item_id: "i1", agenda: [item(1, "current"), item(2, "pending")], votes: [], conclusions: [], speaking: { turns: [] }, ...changes,
});
const vote = (state, id = "v1") => ({ id, item_id: "i1", state });
const conclusion = (state, gives_task = true) => ({ id: "c", item_id: "i1", state, gives_task });
const act = (changes, written = nothing) => nextAction(meeting(changes), written).act;

test("before, between and after", () => {
  assert.deepEqual(["called", "paused", "closed", "draft"].map((state) => act({ state })), ["open-session", "resume", "minutes", "none"]);
});

test("the walk through one item", () => {
  const first = { current_item_id: null, agenda: [item(1, "pending"), item(2, "pending")] };
  assert.equal(nextAction(meeting(first), nothing).item.id, "i1");
  assert.equal(act({}), "prepare-vote");
  assert.equal(act({}, { ...nothing, voteReady: true }), "open-vote");
  assert.equal(act({ votes: [vote("open")] }), "close-vote");
  assert.equal(act({ votes: [vote("closed")] }), "conclude");
  assert.equal(act({ votes: [vote("closed")] }, { ...nothing, conclusionReady: true }), "record");
  assert.equal(act({ votes: [vote("closed")], conclusions: [conclusion("draft")] }), "issue");
  const done = nextAction(meeting({ votes: [vote("closed")], conclusions: [conclusion("issued")] }), nothing);
  assert.deepEqual([done.act, done.item.id], ["push", "i2"]);
});

test("mere statements are issued without a word of tasks", () => {
  const drafts = [conclusion("draft", false), conclusion("draft")];
  assert.equal(act({ votes: [vote("closed")], conclusions: drafts }), "issue");
  assert.equal(act({ votes: [vote("closed")], conclusions: drafts.slice(0, 1) }), "state");
});

test("a prepared vote is opened as it was prepared", () => {
  const next = nextAction(meeting({ votes: [vote("prepared", "v7")] }), nothing);
  assert.deepEqual([next.act, next.vote.id], ["open-vote", "v7"]);
});

test("an open vote goes before everything, also on another item", () => {
  assert.equal(act({ current_item_id: "i2", votes: [vote("open")] }, { voteReady: true, conclusionReady: true }), "close-vote");
});

test("a vote on paper is closed by its figures; one more question goes before those prepared", () => {
  assert.equal(act({ votes: [{ ...vote("open"), on_paper: true }] }), "count-paper");
  const next = nextAction(meeting({ votes: [vote("prepared", "v7"), vote("closed")], conclusions: [conclusion("issued")] }), { ...nothing, voteReady: true, another: true });
  assert.deepEqual([next.act, next.vote], ["open-vote", undefined]);
});

test("an item without papers is not put to the vote", () => {
  const agenda = [item(1, "current", []), item(2, "pending")];
  assert.equal(act({ agenda }), "push");
});

test("when all items are done the session is closed", () => {
  const agenda = [item(1, "current", []), item(2, "done")];
  assert.equal(act({ agenda }), "close-session");
});

test("an item skipped earlier comes last", () => {
  const agenda = [item(1, "pending"), item(2, "current", []), item(3, "pending")];
  const after = nextAction(meeting({ agenda, current_item_id: "i2" }), nothing);
  assert.equal(after.item.id, "i3");
  const last = nextAction(meeting({ agenda: [...agenda.slice(0, 2), item(3, "done")], current_item_id: "i2" }), nothing);
  assert.equal(last.item.id, "i1");
});

test("a recorded draft being changed is saved before anything new, but a vote under way still goes first", () => {
  const edited = { id: "c", number: "1.1" };
  const written = { ...nothing, conclusionReady: true, edited };
  const next = nextAction(meeting({ conclusions: [conclusion("draft")] }), written);
  assert.deepEqual([next.act, next.item.number], ["save", "1.1"]);
  assert.equal(act({ state: "closed" }, written), "save");
  assert.equal(act({ votes: [vote("open")] }, written), "close-vote");
});

test("whoever waits speaks first, questions last, unless the question of the vote is being looked at", () => {
  const turn = (id, kind, state = "waiting") => ({ id, kind, state });
  const speaking = { turns: [turn("f", "speak", "floor"), turn("q", "question"), turn("s", "speak")] };
  const next = nextAction(meeting({ speaking }), nothing);
  assert.deepEqual([next.act, next.turn.id], ["give-floor", "s"]);
  assert.equal(nextAction(meeting({ speaking: { turns: [turn("q", "question")] } }), nothing).turn.id, "q");
  assert.equal(act({ speaking, votes: [vote("prepared")] }), "give-floor");
  assert.equal(act({ speaking }, { ...nothing, voteReady: true }), "open-vote");
  assert.equal(act({ speaking, votes: [vote("open")] }), "close-vote");
  assert.equal(act({ speaking: { turns: [turn("f", "speak", "floor")] } }), "prepare-vote");
});
