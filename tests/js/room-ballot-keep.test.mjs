import assert from "node:assert/strict";
import { test } from "node:test";
import { brought, outdated, toKeep } from "../../static/js/room/ballot-keep.js";
import * as ballots from "../../static/js/room/ballot-state.js";

const vote = { id: "v1", kind: "open", state: "open", my_ballot: null };
const sending = ballots.send(ballots.write(ballots.choose(ballots.begin(null), "other"), "Thêm hạn"), "r-1");
const lost = ballots.unanswered(sending);
const kept = toKeep(lost, vote, "me");

test("what was sent comes back unanswered, word for word, under the same request id", () => {
  for (const ballot of [sending, lost]) assert.deepEqual(brought(toKeep(ballot, vote, "me"), vote, "me"), lost);
  const again = ballots.send(brought(kept, vote, "me"), "r-2");
  assert.deepEqual([again.step, again.requestId, again.choice, again.text], ["sending", "r-1", "other", "Thêm hạn"]);
  assert.equal(ballots.choose(brought(kept, vote, "me"), "yes").choice, "other");
});

test("nothing is kept before sending, after the answer, or of a secret vote", () => {
  const open = ballots.choose(ballots.begin(null), "yes");
  for (const ballot of [ballots.begin(null), open, ballots.recorded(sending, "2026-11-23T01:00:00Z"), ballots.refused(sending, "x")]) {
    assert.equal(toKeep(ballot, vote, "me"), null);
  }
  assert.equal(toKeep(lost, { ...vote, kind: "secret" }, "me"), null);
  assert.equal(toKeep(lost, vote, ""), null);
});

test("it never becomes another person's ballot, nor one in another vote", () => {
  assert.equal(brought(kept, vote, "somebody"), null);
  assert.equal(brought(kept, { ...vote, id: "v2" }, "me"), null);
  assert.equal(outdated(kept, [vote], "somebody"), true);
});

test("it is let go once the vote is closed or the ballot recorded, and not before", () => {
  assert.equal(outdated(kept, [{ ...vote, id: "v0" }, vote], "me"), false);
  assert.equal(outdated(kept, [{ ...vote, state: "closed" }], "me"), true);
  assert.equal(outdated(kept, [{ ...vote, my_ballot: { choice: "other" } }], "me"), true);
  assert.equal(outdated(null, [vote], "me"), false);
});

test("what is not whole is nothing", () => {
  for (const text of [null, "", "{", "null", "[]", "{}", kept.replace('"other"', '"maybe"'), kept.replace('"r-1"', "null")]) {
    assert.equal(brought(text, vote, "me"), null);
  }
});

test("a list is kept like an answer", () => {
  const list = ballots.unanswered(ballots.send(ballots.review(ballots.tick(ballots.begin(null, true), 2, 3), 0), "r-9"));
  assert.deepEqual(brought(toKeep(list, vote, "me"), vote, "me"), list);
  assert.equal(brought(toKeep(list, vote, "me").replace("[2]", '["x"]'), vote, "me"), null);
});
