import assert from "node:assert/strict";
import test from "node:test";

import { added, extent, moved, numbered, removed, renumbered, trimmed } from "../../static/js/room/plan-edit.js";
import { counts, needsReload, reduce, shortName, standing, standsBack, votesNow } from "../../static/js/room/seat-state.js";

const person = (id, more = {}) => ({ id, name: id, present: false, online: false, arrived_at: null, left_at: null, ...more });
const map = () => ({ speaking: { turns: [] }, current_item_id: "i", attendance: {}, recusals: [], vote: null, people: [person("a"), person("b")] });
const event = (type, payload) => ({ type, payload });

test("coming, joining from elsewhere, voting and leaving change how one stands; twice is harmless", () => {
  const steps = [
    [event("attendance.changed", { participant_id: "a", here: true, online: false, at: "t1", attendance: { present: 1 } }), "present"],
    [event("attendance.changed", { participant_id: "a", here: true, online: true, at: "t2", attendance: { present: 1 } }), "online"],
    [event("vote.opened", { vote: { id: "v", item_id: "i" } }), "online"],
    [event("vote.turnout", { vote_id: "v", participant_id: "a" }), "voted"],
    [event("vote.closed", { vote: { id: "v" } }), "online"],
    [event("attendance.changed", { participant_id: "a", here: false, online: false, at: "t3", attendance: { present: 0 } }), "left"],
  ];
  let state = map();
  for (const [happened, expected] of steps) {
    state = reduce(state, happened);
    assert.equal(standing(state, state.people[0]), expected);
    assert.deepEqual(reduce(state, happened), state);
  }
  assert.deepEqual(counts(state), { speaks: 0, asked: 0, voted: 0, present: 0, online: 0, left: 1, absent: 1 });
});

test("standing back counts for the current item only", () => {
  const state = reduce(map(), event("recusal.changed", { item_id: "i", participant_id: "a", recused: true, attendance: {} }));
  assert.equal(standsBack(state, "a"), true);
  assert.equal(standsBack({ ...state, current_item_id: "j" }, "a"), false);
  assert.equal(standsBack(reduce(state, event("recusal.changed", { item_id: "i", participant_id: "a", recused: false, attendance: {} })), "a"), false);
});

test("seats given out anew are asked for; an unknown event changes nothing", () => {
  const state = map();
  assert.equal(needsReload(event("seating.changed", {})), true);
  assert.equal(reduce(state, event("page.turned", {})), state);
  assert.equal(shortName("Hoàng Tuyết Mai"), "Tuyết Mai");
});

test("a drawing is edited without leaving its sheet or losing a number", () => {
  const drawing = { width: 8, height: 2, seats: [{ number: "1", x: 0, y: 0 }, { number: "2", x: 4, y: 0 }], tables: [] };
  assert.deepEqual(moved(drawing, { kind: "seat", index: 0 }, -5, -5).seats[0], { number: "1", x: 0, y: 0 });
  assert.equal(moved(drawing, { kind: "seat", index: 0 }, 9999, 0).seats[0].x, 396);
  assert.deepEqual(numbered(drawing, 0, "2").seats.map((seat) => seat.number), ["2", "1"]);
  const { drawing: more, part } = added(drawing, "seat");
  assert.equal(more.seats[part.index].number, "3");
  assert.deepEqual(extent(more), { width: 8, height: 4 });
  assert.deepEqual(renumbered(moved(more, part, 0, -2)).seats.map((seat) => seat.number), ["1", "2", "3"]);
  assert.equal(removed(more, part).seats.length, 2);
  assert.equal(trimmed(added(drawing, "table").drawing).height, 4);
});

test("whose ballot waits is led to it until it is cast", () => {
  const here = person("a", { present: true, entitled: true });
  const open = { ...map(), vote: { id: "v", item_id: "i", voted: [] } };
  assert.deepEqual([votesNow(open, here), votesNow(open, { ...here, present: false }), votesNow(open, { ...here, entitled: false }), votesNow(map(), here)], [true, false, false, false]);
  assert.equal(votesNow(reduce(open, event("vote.turnout", { vote_id: "v", participant_id: "a" })), here), false);
});
