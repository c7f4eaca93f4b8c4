import assert from "node:assert/strict";
import { test } from "node:test";
import { needsReload, reduce } from "../../static/js/room/meeting-state.js";

const me = { id: "p1", present: false };
const meeting = () => ({
  state: "called",
  agenda: [{ id: "i1", state: "pending", started_at: null, spent_seconds: 0 }, { id: "i2", state: "pending", started_at: null, spent_seconds: 0 }],
  participants: [me, { id: "p2", present: false }],
  me,
  attendance: { present: 0 },
  votes: [],
  conclusions: [],
});
const apply = (state, ...events) => events.reduce((s, [type, payload]) => reduce(s, { type, payload }), state);
const vote = (more = {}) => ({ id: "v", state: "open", cast: 0, entitled: 2, ...more });

test("moving on closes one clock and starts the other", () => {
  const clocks = [
    { item_id: "i1", state: "done", started_at: null, spent_seconds: 60 },
    { item_id: "i2", state: "current", started_at: "t", spent_seconds: 0 },
  ];
  const state = apply(meeting(), ["agenda.moved", { item_id: "i2", version_id: "w", page: 5, clocks }]);
  assert.deepEqual(state.agenda.map((i) => i.state), ["done", "current"]);
  assert.deepEqual([state.current_item_id, state.current_version_id, state.current_page], ["i2", "w", 5]);
});

test("a draft of a conclusion that was thrown away is gone", () => {
  const state = apply(meeting(), ["conclusion.recorded", { conclusion: { id: "c" } }], ["conclusion.recorded", { conclusion: { id: "d" } }], ["conclusion.discarded", { conclusion_id: "c" }]);
  assert.deepEqual(state.conclusions, [{ id: "d" }]);
});

test("checking in is seen for oneself and in the list", () => {
  const state = apply(meeting(), ["attendance.changed", { participant_id: "p1", here: true, at: "t", attendance: { present: 1 } }]);
  assert.deepEqual([state.me.present, state.participants[0].present, state.attendance.present], [true, true, 1]);
});

test("only who is entitled may cast, and one's own ballot survives later events", () => {
  let state = apply(meeting(), ["vote.opened", { vote: vote(), entitled: ["p1"] }]);
  assert.equal(state.votes[0].may_cast, true);
  state.votes[0].my_ballot = { choice: "yes" };
  state = apply(state, ["vote.turnout", { vote_id: "v", cast: 1, entitled: 2 }], ["vote.closed", { vote: vote({ state: "closed", cast: 2 }) }]);
  assert.deepEqual([state.votes[0].state, state.votes[0].my_ballot, state.votes[0].may_cast], ["closed", { choice: "yes" }, false]);
});

test("events that come twice or late change nothing", () => {
  const events = [
    ["vote.opened", { vote: vote(), entitled: ["p2"] }],
    ["vote.turnout", { vote_id: "v", cast: 2, entitled: 2 }],
    ["vote.turnout", { vote_id: "v", cast: 1, entitled: 2 }],
    ["vote.closed", { vote: vote({ state: "closed", cast: 2 }) }],
  ];
  const once = apply(meeting(), ...events);
  assert.equal(once.votes[0].cast, 2);
  assert.deepEqual(apply(once, ...events), once);
});

test("an unknown event changes nothing", () => {
  const state = meeting();
  assert.equal(apply(state, ["weather.changed", {}]), state);
});

test("of an item that is not the reader's the paper is not either", () => {
  const moved = { item_id: "secret", version_id: "w", page: 4, clocks: [] };
  const state = apply(meeting(), ["agenda.moved", moved], ["page.turned", { item_id: "secret", version_id: "w", page: 5 }]);
  assert.deepEqual([state.current_item_id, state.current_version_id, state.current_page], ["secret", null, 5]);
});

test("after the close the list says who was there at all: it is loaded anew", () => {
  const changed = (state) => needsReload({ type: "session.changed", payload: { state } });
  assert.deepEqual(["in_session", "paused", "closed"].map(changed), [false, false, true]);
  const state = apply({ ...meeting(), participants: [{ ...me, present: true }] }, ["session.changed", { state: "closed" }]);
  assert.equal(state.participants[0].present, true);
});
