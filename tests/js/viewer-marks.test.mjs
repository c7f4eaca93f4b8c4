import assert from "node:assert/strict";
import test from "node:test";

import { distanceToMark, markAt } from "../../static/js/viewer/hit.js";
import { MarkStore } from "../../static/js/viewer/mark-store.js";
import { UndoStack } from "../../static/js/viewer/undo-stack.js";
import { random } from "./random.mjs";

const mark = (id, revision = 1, fields = {}) => ({
  id, version_id: "v", layer: "meeting", kind: "note", page: 1, color: "#000000", opacity: 1, point: [10, 10], text: "",
  author: { id: "u", name: "u" }, created_at: "2022-08-26T09:26:00Z", revision, deleted: false, ...fields,
});
const added = (m) => ({ type: "added", annotation: m });
const changed = (m) => ({ type: "changed", annotation: m });
const removed = (id) => ({ type: "removed", annotation: { id } });

test("a change is applied once: a replay and an older revision change nothing", () => {
  const store = new MarkStore();
  assert.equal(store.apply(added(mark("a"))), true);
  assert.equal(store.apply(added(mark("a"))), false);
  assert.equal(store.apply(changed(mark("a", 2, { text: "hai" }))), true);
  assert.equal(store.apply(changed(mark("a", 1, { text: "một" }))), false);
  assert.equal(store.get("a").text, "hai");
});

test("a removal is final, even when it comes first", () => {
  const store = new MarkStore();
  store.apply(removed("a"));
  assert.equal(store.apply(added(mark("a"))), false);
  assert.equal(store.apply(changed(mark("a", 9))), false);
  assert.equal(store.get("a"), null);
  store.apply(added(mark("b", 3, { deleted: true })));
  assert.equal(store.get("b"), null);
});

test("five replicas given the same changes in other orders, with drops caught up and replays, end equal", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const next = random(seed);
    const changes = Array.from({ length: 500 }, () => {
      const id = `m${next(40)}`;
      if (next(12) === 0) return removed(id);
      return changed(mark(id, 1 + next(6), { text: `t${next(4)}`, point: [next(9), next(9)] }));
    });
    const replicas = Array.from({ length: 5 }, () => {
      const store = new MarkStore();
      for (let i = 0; i < 700; i += 1) store.apply(changes[next(changes.length)]);
      for (const change of shuffled(changes, next)) store.apply(change);
      return store;
    });
    for (const replica of replicas) assert.equal(replica.digest(), replicas[0].digest(), `seed ${seed}`);
    for (const replica of replicas) assert.deepEqual(replica.all(), replicas[0].all(), `seed ${seed}`);
  }
});

function shuffled(list, next) {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = next(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

test("what was done here stands until the server answers, and is not undone by its echo", () => {
  const store = new MarkStore();
  store.put(mark("a", 0, { text: "của tôi" }));
  assert.equal(store.get("a").revision, 0);
  assert.equal(store.apply(added(mark("a", 1, { text: "của tôi" }))), true);
  assert.equal(store.get("a").revision, 1);
  store.put(mark("a", 1, { text: "sửa" }));
  store.apply(added(mark("a", 1, { text: "của tôi" })));
  assert.equal(store.get("a").text, "sửa", "a late replay does not wipe the edit");
  store.apply(changed(mark("a", 2, { text: "người khác" })));
  assert.equal(store.get("a").text, "người khác");
});

test("what the server refused is taken back", () => {
  const store = new MarkStore();
  store.put(mark("new", 0));
  assert.equal(store.revert("new"), true);
  assert.equal(store.get("new"), null);
  store.apply(added(mark("a", 1, { text: "cũ" })));
  store.put(mark("a", 1, { text: "mới" }));
  store.revert("a");
  assert.equal(store.get("a").text, "cũ");
  store.hide("a");
  store.apply(added(mark("a", 1, { text: "cũ" })));
  assert.equal(store.get("a"), null, "erased here, though the server still sends it");
  store.revert("a");
  assert.equal(store.get("a").text, "cũ");
});

test("marks are listed by page, oldest first", () => {
  const store = new MarkStore();
  store.apply(added(mark("b", 1, { created_at: "2022-08-26T09:27:00Z" })));
  store.apply(added(mark("a", 1)));
  store.apply(added(mark("c", 1, { page: 2 })));
  assert.deepEqual(store.all(1).map((m) => m.id), ["a", "b"]);
  assert.equal(store.all().length, 3);
});

test("undo takes steps back in turn; a mark brought back has a new id that older steps know", () => {
  const stack = new UndoStack();
  const store = new MarkStore();
  const ids = ["x1", "x2"].values();
  const first = mark("a", 0, { text: "" });
  const second = { ...first, text: "lời" };
  store.put(first);
  stack.push("added", null, first);
  store.put(second);
  stack.push("changed", first, second);
  store.hide("a");
  stack.push("removed", second, null);
  const pop = () => stack.pop((id) => store.get(id), () => ids.next().value);

  const back = pop();
  assert.deepEqual([back.type, back.annotation.id, back.annotation.text], ["added", "x1", "lời"]);
  store.put(back.annotation);
  const edit = pop();
  assert.deepEqual([edit.type, edit.annotation.id, edit.annotation.text], ["changed", "x1", ""]);
  store.put(edit.annotation);
  const gone = pop();
  assert.deepEqual([gone.type, gone.annotation.id], ["removed", "x1"]);
  assert.equal(pop(), null);
});

test("what was taken back is done again, until something new is done", () => {
  const stack = new UndoStack();
  const store = new MarkStore();
  let made = 0;
  const step = (turn) => {
    const change = stack[turn]((id) => store.get(id), () => `x${(made += 1)}`);
    if (change?.type === "removed") store.hide(change.annotation.id);
    else if (change) store.put(change.annotation);
    return change;
  };
  const first = mark("a", 0, { text: "một" });
  store.put(first);
  stack.push("added", null, first);
  const second = { ...first, text: "hai" };
  store.put(second);
  stack.push("changed", first, second);

  assert.equal(step("pop").annotation.text, "một");
  assert.equal(step("pop").type, "removed");
  assert.equal(step("pop"), null);
  const back = step("again");
  assert.deepEqual([back.type, back.annotation.text], ["added", "một"]);
  const edit = step("again");
  assert.deepEqual([edit.annotation.id, edit.annotation.text], [back.annotation.id, "hai"]);
  assert.equal(step("again"), null);
  assert.equal(step("pop").annotation.text, "một", "and taken back once more");
  stack.push("changed", edit.annotation, { ...edit.annotation, text: "khác" });
  assert.equal(stack.undone, 0);
});

test("a reply is seen while what it answers is, and layers that are no longer one's own are forgotten", () => {
  const store = new MarkStore();
  store.apply(added(mark("r", 1, { kind: "reply", parent: "a" })));
  assert.equal(store.get("r"), null, "it came before what it answers");
  store.apply(added(mark("a", 1)));
  assert.equal(store.all().length, 2);
  store.hide("a");
  assert.deepEqual(store.all(), []);
  store.revert("a");
  store.apply(added(mark("u", 1, { layer: "unit", unit_id: "x" })));
  assert.deepEqual(store.forget((m) => m.layer === "unit"), ["u"]);
  assert.equal(store.get("u"), null);
});

test("undo skips what someone else has removed meanwhile", () => {
  const stack = new UndoStack();
  const store = new MarkStore();
  for (const id of ["a", "b"]) {
    store.put(mark(id, 0));
    stack.push("added", null, mark(id, 0));
  }
  store.apply(removed("b"));
  assert.equal(stack.pop((id) => store.get(id), () => "x").annotation.id, "a");
});

test("a finger finds the nearest mark within reach, the topmost of two", () => {
  const line = mark("line", 1, { kind: "ink", width: 2, strokes: [[[0, 50], [100, 50]]] });
  const box = mark("box", 1, { kind: "highlight", quads: [[0, 0, 100, 10], [0, 20, 100, 30]] });
  assert.equal(distanceToMark(line, [40, 55]), 4);
  assert.equal(distanceToMark(box, [40, 25]), 0);
  assert.equal(distanceToMark(mark("n"), [15, 35]), 5);
  assert.equal(markAt([line, box], [40, 44], 6)?.id, "line");
  assert.equal(markAt([line, box], [40, 40], 6), null);
  assert.equal(markAt([box, { ...box, id: "later" }], [40, 5], 6)?.id, "later");
});
