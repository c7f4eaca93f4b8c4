import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, pagesOf, stepped } from "../../static/js/paper/hit-list.js";
import { ahead } from "../../static/js/room/ahead.js";

const hits = [1, 1, 4, 9].map((page, nth) => ({ page, nth, before: "", words: "x", after: "" }));

test("the search begins where one reads, and begins anew after the last page", () => {
  assert.equal(nearest(hits, 1), 0);
  assert.equal(nearest(hits, 2), 2);
  assert.equal(nearest(hits, 10), 0);
  assert.equal(nearest([], 3), 0);
});

test("next and previous go round", () => {
  assert.equal(stepped(3, 1, 4), 0);
  assert.equal(stepped(0, -1, 4), 3);
  assert.equal(stepped(0, 1, 0), 0);
});

test("each page is asked for once", () => assert.deepEqual([...pagesOf(hits)], [1, 4, 9]));

const meeting = {
  agenda: [
    { id: "a", papers: [{ version_id: "a1", state: "ready" }] },
    { id: "b", papers: [{ version_id: "b1", state: "ready" }, { version_id: "b2", state: "received" }] },
    { id: "c", papers: [{ version_id: "c1", state: "ready" }, { version_id: "a1", state: "ready" }] },
  ],
};

test("the next item's papers come first, those not ready never, none twice", () => {
  assert.deepEqual(ahead(meeting, "a"), ["b1", "c1", "a1"]);
  assert.deepEqual(ahead(meeting, "b"), ["c1", "a1", "b1"]);
  assert.deepEqual(ahead(meeting, null), ["a1", "b1", "c1"]);
});
