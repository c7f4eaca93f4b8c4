import assert from "node:assert/strict";
import { test } from "node:test";
import { moved } from "../../static/js/desk/queue-order.js";
import { reduce } from "../../static/js/room/meeting-state.js";
import { floorOf, handOf, mine, nameOf, queueOf, turnClock } from "../../static/js/room/speaking.js";

const turn = (id, more = {}) => ({ id, participant_id: `p-${id}`, kind: "speak", state: "waiting", position: 1, asked_at: "t", started_at: null, spent_seconds: 0, limit_seconds: null, ...more });
const meeting = (turns = [], more = {}) => ({
  state: "in_session", agenda: [{ id: "i1" }], me: { id: "me", present: true }, participants: [{ id: "p-a", name: "An" }],
  speaking: { item_id: "i1", turns, spoken: 0 }, votes: [], ...more,
});

test("two queues and the floor are told apart", () => {
  const state = meeting([turn("f", { state: "floor" }), turn("a"), turn("b", { position: 2 }), turn("q", { kind: "question" })]);
  assert.equal(floorOf(state).id, "f");
  assert.deepEqual(queueOf(state, "speak").map((t) => t.id), ["a", "b"]);
  assert.deepEqual(queueOf(state, "question").map((t) => t.id), ["q"]);
  assert.deepEqual([nameOf(state, turn("a")), nameOf(state, turn("z"))], ["An", ""]);
});

test("the hand says where it stands", () => {
  const own = { participant_id: "me" };
  const cases = [
    [meeting([], { state: "called" }), false, "hidden"],
    [meeting([], { me: null }), false, "hidden"],
    [meeting(), true, "lost"],
    [meeting([], { me: { id: "me", present: false } }), false, "hidden"],
    [meeting(), false, "free"],
    [meeting([turn("a", own)]), false, "waiting"],
    [meeting([turn("a", { ...own, state: "floor" })]), false, "floor"],
    [meeting([turn("a", { ...own, kind: "question" })]), false, "free"],
  ];
  for (const [state, lost, expected] of cases) assert.equal(handOf(state, "speak", lost).state, expected);
  const nowhere = meeting();
  nowhere.speaking.item_id = null;
  assert.equal(handOf(nowhere, "speak", false).state, "hidden");
  assert.equal(mine(meeting([turn("a", own)]), "speak").id, "a");
});

test("a gentle sign before the end, a hard one over it, and the clock runs on", () => {
  const start = Date.parse("2026-11-28T02:00:00Z");
  const running = turn("f", { started_at: "2026-11-28T02:00:00Z", spent_seconds: 100, limit_seconds: 300 });
  const at = (seconds) => turnClock(running, start + seconds * 1000);
  assert.deepEqual([at(0).sign, at(139).sign, at(140).sign, at(200).sign, at(201).sign], ["", "", "soon", "soon", "over"]);
  assert.deepEqual([at(260).spent, at(260).left], [360, -60]);
  const short = { ...running, spent_seconds: 0, limit_seconds: 60 };
  assert.deepEqual([turnClock(short, start + 47000).sign, turnClock(short, start + 48000).sign], ["", "soon"]);
  const free = turnClock({ ...running, limit_seconds: null, started_at: null }, start + 999000);
  assert.deepEqual([free.spent, free.left, free.sign, free.stands], [100, null, "", true]);
});

test("an event carries the whole queue; of an item out of reach nobody hears who waits", () => {
  const event = (item_id) => ({ type: "speaking.changed", payload: { speaking: { item_id, turns: [turn("a")], spoken: 2 } } });
  const state = reduce(meeting(), event("i1"));
  assert.deepEqual([state.speaking.turns.length, state.speaking.spoken], [1, 2]);
  assert.deepEqual(reduce(state, event("i1")), state);
  assert.deepEqual(reduce(state, event("other")).speaking, { item_id: null, turns: [], spoken: 0 });
});

test("a row moves by one and stays within the ends", () => {
  assert.deepEqual(moved(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b"], "a", -1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], "b", 1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], "x", 1), ["a", "b"]);
});
