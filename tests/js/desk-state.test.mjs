import assert from "node:assert/strict";
import { test } from "node:test";
import { missing } from "../../static/js/desk/ready-list.js";
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

test("who has the ballot on a screen is added up, and forgotten with the close", () => {
  const opened = reduce(start(), { type: "vote.opened", payload: { vote, entitled: ["a"], proxies: [{ participant_id: "p", proxy_id: "a" }] } });
  assert.deepEqual(opened.waiting, ["a", "p"]);
  const told = { type: "ballots.shown", payload: { vote_id: "v", participant_ids: ["a", "p"] } };
  const shown = reduce(reduce(opened, told), told);
  assert.deepEqual(shown.shown, ["a", "p"]);
  assert.deepEqual(reduce(shown, { type: "vote.voided", payload: { vote: { ...vote, state: "voided" } } }).shown, []);
  assert.deepEqual(reduce(shown, { type: "vote.closed", payload: { vote: { ...vote, state: "closed" } } }).shown, []);
});

test("votes of one slate wait for the same people together", () => {
  const slate = { ...vote, slate_id: "s" };
  const first = reduce(start(), { type: "vote.opened", payload: { vote: slate, entitled: ["a", "b"] } });
  const shown = reduce(first, { type: "ballots.shown", payload: { vote_id: "v", participant_ids: ["a"] } });
  const second = reduce(shown, { type: "vote.opened", payload: { vote: { ...slate, id: "w" }, entitled: ["a", "b"] } });
  assert.deepEqual([second.waiting, second.shown], [["a", "b"], ["a"]]);
});

test("those without a ballot on a screen come first, nobody twice, whoever has cast not at all", () => {
  const people = ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase(), stands_for: null }));
  assert.deepEqual(missing(people, ["a", "b"], ["a", "c"]), [{ name: "B", has: false }, { name: "A", has: true }]);
});

test("nobody is waited for in a vote on paper", () => {
  assert.deepEqual(reduce(start(), { type: "vote.opened", payload: { vote: { ...vote, on_paper: true }, entitled: ["a", "b"] } }).waiting, []);
});
