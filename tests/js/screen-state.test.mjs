import assert from "node:assert/strict";
import { test } from "node:test";
import { bars, reduce } from "../../static/js/screen/screen-state.js";

const item = (id, title) => ({ id, title, state: "pending", started_at: null, spent_seconds: 0 });
const start = { state: "in_session", agenda: [item("1", "Khai mạc"), item("2", null)], current_item_id: "1", current_version_id: "v", current_page: 1, vote: null, slate: [], attendance: {} };
const on = (screen, type, payload) => reduce(screen, { type, payload });

test("the paper of an item for members only does not come on the wall", () => {
  const moved = on(start, "agenda.moved", { item_id: "2", version_id: "secret", page: 1, clocks: [] });
  assert.deepEqual([moved.current_item_id, moved.current_version_id], ["2", null]);
});

test("the turnout never goes back, and the result goes away when the session goes on", () => {
  const vote = { id: "b", item_id: "1", state: "open", cast: 0, entitled: 5 };
  const open = on(start, "vote.opened", { vote });
  const two = on(on(open, "vote.turnout", { vote_id: "b", cast: 2, entitled: 5 }), "vote.turnout", { vote_id: "b", cast: 1, entitled: 5 });
  assert.equal(two.vote.cast, 2);
  assert.equal(on(two, "page.turned", { item_id: "1", version_id: "v", page: 2 }).vote.state, "open");
  const closed = on(two, "vote.closed", { vote: { ...vote, state: "closed" } });
  assert.equal(on(closed, "vote.opened", { vote }).vote.state, "closed");
  assert.equal(on(closed, "page.turned", { item_id: "1", version_id: "v", page: 2 }).vote, null);
});

test("bars are shares of those the vote is taken from", () => {
  const { rows, needed } = bars({ base_count: 15, yes: 11, no: 1, other: 1, cast: 13, needed: 8 });
  assert.deepEqual(rows.map((row) => [row.name, row.count, row.share]), [["yes", 11, 73.3], ["no", 1, 6.7], ["other", 1, 6.7], ["missing", 2, 13.3]]);
  assert.equal(needed, 53.3);
});

test("of nobody there is no share", () => {
  assert.equal(bars({ base_count: 0, yes: 0, no: 0, other: 0, cast: 0, needed: 1 }).rows[0].share, 0);
});

test("the wall takes over who speaks, whole", () => {
  const speaking = { item_id: "1", speaker: { name: "Đỗ Quang Vinh" }, following: [{ name: "Đặng Thu Hương", stands_for: "" }], speak: 1, question: 0 };
  const told = on(start, "speaker.shown", { speaking });
  assert.deepEqual(told.speaking, speaking);
  assert.deepEqual(on(told, "speaker.shown", { speaking }), told);
});

test("a slate stands on the wall as one, in its order, until all of it was made in error", () => {
  const vote = (id, n, more = {}) => ({ id, item_id: "1", slate_id: "s", slate_position: n, state: "open", cast: 0, entitled: 5, ...more });
  let wall = on(on(start, "vote.opened", { vote: vote("b", 2) }), "vote.opened", { vote: vote("a", 1) });
  assert.deepEqual([wall.vote.id, wall.slate.map((v) => v.id)], ["a", ["a", "b"]]);
  wall = on(wall, "vote.turnout", { vote_id: "b", cast: 3, entitled: 5 });
  assert.equal(wall.slate[1].cast, 3);
  wall = on(wall, "vote.closed", { vote: vote("a", 1, { state: "closed" }) });
  assert.equal(on(wall, "page.turned", { item_id: "1", version_id: "v", page: 2 }).slate.length, 2, "the other one is still open");
  wall = on(wall, "vote.voided", { vote: vote("a", 1, { state: "voided" }) });
  assert.deepEqual([wall.vote.id, wall.slate.length], ["b", 2]);
  wall = on(wall, "vote.voided", { vote: vote("b", 2, { state: "voided" }) });
  assert.deepEqual([wall.vote, wall.slate], [null, []]);
  assert.equal(on(on(start, "vote.opened", { vote: vote("a", 1) }), "vote.opened", { vote: vote("x", 0, { slate_id: null }) }).slate.length, 0);
});

test("a conclusion hangs until another page, item or vote comes; an open vote goes first", () => {
  const conclusion = { id: "c", number: "1.1" };
  const result = on({ ...start, slate: [] }, "vote.closed", { vote: { id: "b", item_id: "1", state: "closed" } });
  const hanging = on(result, "conclusion.shown", { conclusion });
  assert.deepEqual([hanging.conclusion, hanging.vote], [conclusion, null]);
  assert.equal(on(hanging, "page.turned", { item_id: "1", version_id: "v", page: 2 }).conclusion, null);
  const open = on(hanging, "vote.opened", { vote: { id: "d", item_id: "1", state: "open", cast: 0, entitled: 5 } });
  assert.equal(open.conclusion, null);
  assert.equal(on(open, "conclusion.shown", { conclusion }).vote.id, "d");
  assert.equal(on(hanging, "conclusion.shown", { conclusion: null }).conclusion, null);
});
