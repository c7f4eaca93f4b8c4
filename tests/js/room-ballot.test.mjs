import assert from "node:assert/strict";
import { test } from "node:test";
import * as ballot from "../../static/js/room/ballot-state.js";

const confirming = () => ballot.choose(ballot.begin(null), "yes");

test("nothing is chosen beforehand and nothing can be sent without a choice", () => {
  const fresh = ballot.begin(null);
  assert.equal(fresh.choice, null);
  assert.equal(ballot.send(fresh, "r"), fresh);
});

test("another opinion needs its words", () => {
  const empty = ballot.choose(ballot.begin(null), "other");
  assert.equal(ballot.send(empty, "r").step, "confirming");
  assert.equal(ballot.send(ballot.write(empty, "Đề nghị lùi hạn"), "r").step, "sending");
});

test("a retry keeps the request id and the choice", () => {
  let state = ballot.unanswered(ballot.send(confirming(), "first"));
  assert.equal(ballot.choose(state, "no").choice, "yes");
  assert.equal(ballot.reconsider(state), state);
  state = ballot.send(state, "second");
  assert.deepEqual([state.step, state.requestId], ["sending", "first"]);
});

test("recorded only with the server's time", () => {
  const done = ballot.recorded(ballot.send(confirming(), "r"), "2026-11-23T02:41:10Z");
  assert.deepEqual([done.step, done.castAt], ["recorded", "2026-11-23T02:41:10Z"]);
  assert.equal(ballot.choose(done, "no").choice, "yes");
});

test("a ballot cast on another device is shown as recorded", () => {
  assert.equal(ballot.begin({ choice: "no", text: "", cast_at: "t" }).step, "recorded");
});

test("the answer of a ballot that was thought lost still counts", () => {
  const late = ballot.recorded(ballot.unanswered(ballot.send(confirming(), "r")), "t");
  assert.equal(late.step, "recorded");
});

test("several are ticked up to the most, one alone is exchanged", () => {
  let list = ballot.begin(null, true);
  for (const n of [4, 2, 3]) list = ballot.tick(list, n, 2);
  assert.deepEqual(list.chosen, [2, 4]);
  assert.deepEqual(ballot.tick(list, 2, 2).chosen, [4]);
  assert.deepEqual(ballot.tick(ballot.tick(ballot.begin(null, true), 1, 1), 3, 1).chosen, [3]);
});

test("a list is read again before it is sent, and not with too few", () => {
  const one = ballot.tick(ballot.begin(null, true), 1, 3);
  assert.equal(ballot.review(one, 2), one);
  const read = ballot.review(one, 1);
  assert.equal(read.step, "confirming");
  assert.deepEqual(ballot.tick(read, 2, 3), read);
  assert.deepEqual([ballot.send(read, "r").step, ballot.send(read, "r").chosen], ["sending", [1]]);
  assert.equal(ballot.reconsider(read).step, "choosing");
});
