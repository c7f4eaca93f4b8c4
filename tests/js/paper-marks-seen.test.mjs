import assert from "node:assert/strict";
import { test } from "node:test";
import { markedPictureUrl } from "../../static/js/paper/addresses.js";
import { marksSeen } from "../../static/js/paper/marks-seen.js";

const all = () => true;
const mark = (/** @type {object} */ over) => /** @type {any} */ ({ id: "a", revision: 1, kind: "ink", layer: "meeting", ...over });

test("layers with marks are named once, hidden ones, replies and what is not sent are left out", () => {
  const marks = [
    mark({}), mark({ id: "b" }), mark({ id: "c", layer: "unit", unit_id: "u" }),
    mark({ id: "d", layer: "personal", revision: 0 }), mark({ id: "e", layer: "personal", kind: "reply" }),
  ];
  assert.equal(marksSeen(marks, all).layers, "meeting,unit");
  assert.equal(marksSeen(marks, (layer) => layer !== "unit:u").layers, "meeting");
  assert.equal(marksSeen([], all).layers, "");
});

test("another state has another word, another order has not", () => {
  const [one, two] = [mark({}), mark({ id: "b" })];
  const state = marksSeen([one, two], all).state;
  assert.equal(marksSeen([two, one], all).state, state);
  assert.notEqual(marksSeen([one, mark({ id: "b", revision: 2 })], all).state, state);
  assert.notEqual(marksSeen([one], all).state, state);
});

test("without marks it is the plain picture", () => {
  assert.equal(markedPictureUrl("v", 1, 160, { layers: "", state: "0" }), "/api/v1/papers/v/pages/1.png?look=jpeg&width=160");
  assert.match(markedPictureUrl("v", 1, 160, { layers: "unit", state: "x" }), /&layers=unit&state=x$/);
});
