import assert from "node:assert/strict";
import { test } from "node:test";
import { fromServer, needsReload, reduce } from "../../static/js/desk/desk-state.js";

const start = () => fromServer({ room: { meeting: { votes: [], agenda: [], conclusions: [], me: null }, streams: {}, server_time: "" }, waiting_for: [] });
const vote = { id: "v", item_id: "i", state: "open", cast: 0 };

test("who has not cast grows shorter with each ballot and is empty after the close", () => {
  const opened = reduce(start(), { type: "vote.opened", payload: { vote, entitled: ["a", "b"] } });
  const one = reduce(opened, { type: "vote.turnout", payload: { vote_id: "v", cast: 1, entitled: 2, participant_id: "a" } });
  const again = reduce(one, { type: "vote.turnout", payload: { vote_id: "v", cast: 1, entitled: 2, participant_id: "a" } });
  const closed = reduce(again, { type: "vote.closed", payload: { vote: { ...vote, state: "closed" } } });
  assert.deepEqual([opened, one, again, closed].map((desk) => desk.waiting), [["a", "b"], ["b"], ["b"], []]);
  assert.deepEqual([one.meeting.votes[0].cast, closed.meeting.votes[0].state], [1, "closed"]);
});

test("a session that opens or closes is asked for anew", () => {
  assert.deepEqual(["session.changed", "meeting.changed", "vote.turnout"].map((type) => needsReload({ type })), [true, true, false]);
});
