import assert from "node:assert/strict";
import { test } from "node:test";

import { BATCH, changedMark, enqueue, newMark, nextBatch, parted, sealed, without, withoutMark } from "../../static/js/paper/queue.js";

let key = 0;
const mark = (id, more = {}) => ({
  id, version_id: "v1", layer: "meeting", kind: "note", page: 1, color: "#112233", opacity: 1, point: [1, 2],
  author: { id: "p", name: "An" }, created_at: "2026-01-01T00:00:00Z", revision: 0, deleted: false, ...more,
});
const op = (type, id, more = {}, version = "v1") => ({
  key: (key += 1), person: "p", version, mark: id, type, annotation: mark(id, more), batch: null,
});
const types = (ops) => ops.map((o) => `${o.type} ${o.mark}`);
let ids = 0;
const newId = () => `r${(ids += 1)}`;

test("a mark made and changed before it was sent is sent once, as it is now", () => {
  const ops = [op("added", "a"), op("changed", "a", { text: "một" }), op("changed", "a", { text: "hai" })].reduce(enqueue, []);
  assert.deepEqual(types(ops), ["added a"]);
  assert.equal(ops[0].annotation.text, "hai");
});

test("a mark made and removed before it was sent is never sent", () => {
  assert.deepEqual([op("added", "a"), op("added", "b"), op("changed", "a"), op("removed", "a")].reduce(enqueue, []).map((o) => o.mark), ["b"]);
});

test("changes of a stored mark fall together; its removal makes them needless", () => {
  assert.deepEqual(types([op("changed", "a"), op("changed", "a")].reduce(enqueue, [])), ["changed a"]);
  assert.deepEqual(types([op("changed", "a"), op("removed", "a")].reduce(enqueue, [])), ["removed a"]);
});

test("what was tried stays as it was sent, and later steps follow it", () => {
  const made = [op("added", "a")];
  const tried = sealed(made, nextBatch(made), newId);
  const ops = [op("changed", "a", { text: "sau" }), op("removed", "a")].reduce(enqueue, tried);
  assert.deepEqual(types(ops), ["added a", "removed a"]);
  assert.equal(ops[0].annotation.text, undefined);
});

test("new marks of one paper go together, up to the limit; the rest alone and in order", () => {
  const many = Array.from({ length: BATCH + 5 }, (_, n) => op("added", `m${n}`)).reduce(enqueue, []);
  assert.equal(nextBatch(many).length, BATCH);
  const mixed = [op("added", "a"), op("added", "b", {}, "v2"), op("removed", "c")].reduce(enqueue, []);
  assert.deepEqual(types(nextBatch(mixed)), ["added a"]);
  assert.deepEqual(types(nextBatch(mixed.slice(2))), ["removed c"]);
  assert.deepEqual(nextBatch([]), []);
});

test("a batch of large marks stays below the size the server takes, and one huge mark goes alone", () => {
  const big = Array.from({ length: 5 }, (_, n) => op("added", `b${n}`, { text: "x".repeat(400_000) }));
  assert.equal(nextBatch(big).length, 2);
  assert.equal(nextBatch([op("added", "h", { text: "x".repeat(2_000_000) }), ...big]).length, 1);
});

test("a retry is the same request: same id, same marks, though more came meanwhile", () => {
  const first = [op("added", "a"), op("added", "b")];
  const sent = sealed(first, nextBatch(first), newId);
  const later = enqueue(sent, op("added", "c"));
  const again = sealed(later, nextBatch(later), newId);
  assert.deepEqual(types(nextBatch(again)), ["added a", "added b"]);
  assert.equal(nextBatch(again)[0].batch, sent[0].batch);
  assert.deepEqual(types(without(again, sent[0].batch)), ["added c"]);
});

test("a refused batch is parted, so that each mark is judged by itself", () => {
  const ops = [op("added", "a"), op("added", "b")];
  const together = sealed(ops, nextBatch(ops), newId);
  const apart = parted(together, together[0].batch, newId);
  assert.notEqual(apart[0].batch, apart[1].batch);
  assert.equal(nextBatch(apart).length, 1);
});

test("what was built on a refused mark falls with it", () => {
  assert.deepEqual(types(withoutMark([op("added", "a"), op("added", "b"), op("changed", "a")], "a")), ["added b"]);
});

test("only what the API takes is sent", () => {
  const sent = newMark(mark("a", { strokes: null, text: "" }));
  assert.deepEqual(Object.keys(sent).sort(), ["color", "id", "kind", "layer", "opacity", "page", "point", "text"]);
  assert.deepEqual(changedMark(mark("a"), 3), { revision: 3, color: "#112233", opacity: 1, point: [1, 2] });
});
