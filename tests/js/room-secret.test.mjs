import assert from "node:assert/strict";
import { test } from "node:test";
import { asListed, codeFrom } from "../../static/js/room/ballot-code.js";
import { padded } from "../../static/js/room/ballot-send.js";
import * as ballots from "../../static/js/room/ballot-state.js";
import { reduce } from "../../static/js/room/meeting-state.js";

const CODE = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/;

test("a code is twelve signs that cannot be mistaken for one another", () => {
  for (let n = 0; n < 256; n += 1) assert.match(codeFrom(new Uint8Array(12).fill(n)), CODE);
  assert.notEqual(codeFrom([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), codeFrom([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]));
});

test("a code is found however it was written down", () => {
  assert.equal(asListed(" k7qf 29md-x4pa"), "K7QF-29MD-X4PA");
  assert.equal(asListed("o1il-0000-0000"), "0111-0000-0000");
  assert.equal(asListed(""), "");
});

test("every ballot is sent equally long, whatever it says", () => {
  const length = (/** @type {any} */ body) => new TextEncoder().encode(JSON.stringify(padded(body))).length;
  const code = "K7QF-29MD-X4PA";
  const said = [{ choice: "yes", text: "" }, { choice: "no", text: "" }, { choice: "other", text: "ự".repeat(2000) }, { choice: "other", text: '"'.repeat(2000) }];
  assert.equal(new Set(said.map((each) => length({ ...each, ballot_code: code }))).size, 1);
});

test("once in the box nothing of the choice is left on the device", () => {
  const { step, choice, text, requestId } = ballots.boxed();
  assert.deepEqual([step, choice, text, requestId], ["recorded", null, "", null]);
});

test("that a ballot is in the box stays known when others cast and when the vote closes", () => {
  const vote = { id: "v", state: "open", cast: 1, in_box: true, may_cast: false };
  const meeting = { votes: [vote], me: { id: "m" } };
  const more = reduce(meeting, { stream: "s", seq: 1, type: "vote.turnout", payload: { vote_id: "v", cast: 2, entitled: 5 } });
  const closed = reduce(more, { stream: "s", seq: 2, type: "vote.closed", payload: { vote: { id: "v", state: "closed" } } });
  assert.deepEqual([more.votes[0].in_box, more.votes[0].cast, closed.votes[0].in_box], [true, 2, true]);
});
