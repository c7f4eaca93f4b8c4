import assert from "node:assert/strict";
import { test } from "node:test";
import { bars, reduce } from "../../static/js/screen/screen-state.js";

const item = (id, title) => ({ id, title, state: "pending", started_at: null, spent_seconds: 0 });
const start = { state: "in_session", agenda: [item("1", "Khai mạc"), item("2", null)], current_item_id: "1", current_version_id: "v", current_page: 1, vote: null, attendance: {} };
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
