import assert from "node:assert/strict";
import { test } from "node:test";
import { dropped, same } from "../../static/js/agenda/tree.js";

const flat = (text) => text.split(" ").map((word) => ({ id: word[0], level: Number(word[1]) }));
const shown = (branches) => branches.map(({ id, level }) => `${id}${level}`).join(" ");
const AGENDA = flat("a0 b1 c1 d0 e1 f2");

test("an item goes before another with all that lies in it", () => {
  assert.equal(shown(dropped(AGENDA, "d", "a", 0)), "d0 e1 f2 a0 b1 c1");
  assert.equal(shown(dropped(AGENDA, "a", null, 0)), "d0 e1 f2 a0 b1 c1");
});

test("held to the right it becomes a sub-item, as deep as there is room", () => {
  assert.equal(shown(dropped(AGENDA, "c", "d", 5)), "a0 b1 c2 d0 e1 f2");
  assert.equal(shown(dropped(flat("a0 b0"), "b", null, 1)), "a0 b1");
  assert.equal(shown(dropped(AGENDA, "d", null, 3)), shown(AGENDA));
});

test("what lay in an item stays in it when another is put between", () => {
  assert.equal(shown(dropped(AGENDA, "d", "b", 0)), shown(AGENDA), "three levels cannot lie within a");
  assert.equal(shown(dropped(flat("a0 b1 c0"), "c", "b", 0)), "a0 c1 b1");
});

test("dropped on itself nothing changes", () => {
  assert.ok(same(AGENDA, dropped(AGENDA, "d", "e", 0)));
  assert.ok(same(AGENDA, dropped(AGENDA, "a", "a", 0)));
});

test("whatever is dragged, the result is a tree with the same items", () => {
  for (const { id } of AGENDA) for (const before of [...AGENDA.map((b) => b.id), null]) for (const level of [-1, 0, 1, 2, 3]) {
    const after = dropped(AGENDA, id, before, level);
    assert.deepEqual(after.map((b) => b.id).sort(), AGENDA.map((b) => b.id).sort());
    after.forEach((branch, place) => assert.ok(branch.level >= 0 && branch.level <= Math.min(2, (after[place - 1]?.level ?? -1) + 1), shown(after)));
  }
});
