import assert from "node:assert/strict";
import test from "node:test";

import { Readers } from "../../static/js/paper/readers.js";
import { authors, chosen, threads } from "../../static/js/paper/threads.js";

const mark = (id, kind, fields = {}) => ({
  id, kind, page: 1, layer: "meeting", text: "", author: { id: "an", name: "An" }, created_at: `2026-01-01T00:00:0${id.length}Z`, revision: 1, deleted: false, ...fields,
});
const binh = { id: "binh", name: "Bình" };
const note = mark("n", "note", { point: [0, 50], text: "hỏi" });
const answer = mark("rr", "reply", { parent: "n", text: "đáp", author: binh });
const settled = mark("sss", "reply", { parent: "n", state: "resolved", author: binh });
const reopened = mark("oooo", "reply", { parent: "n", state: "reopened" });

test("notes come by page and from the top down, each with its answers; strokes without words are none", () => {
  const all = [mark("z", "note", { page: 2, point: [0, 1] }), answer, note, mark("i", "ink", { strokes: [[[0, 0]]] }), mark("s", "stamp", { box: [0, 9, 1, 12] })];
  assert.deepEqual(threads(all).map((t) => t.mark.id), ["s", "n", "z"]);
  assert.deepEqual(threads(all)[1].replies.map((r) => r.id), ["rr"]);
  const inked = [mark("i", "ink", { strokes: [[[0, 0]]] }), mark("q", "reply", { parent: "i", text: "?" })];
  assert.deepEqual(threads(inked).map((t) => t.mark.id), ["i"], "a stroke somebody asked about is a note");
});

test("the last word on whether it is settled counts, and what is not sent yet comes last", () => {
  const state = (...marks) => threads([note, ...marks])[0].resolved;
  assert.equal(state(), false);
  assert.equal(state(answer, settled), true);
  assert.equal(state(reopened, settled), false, "in the order of the server, not of the list");
  const unsent = { ...settled, id: "s2", revision: 0, created_at: "2020-01-01T00:00:00Z" };
  assert.equal(state(reopened, unsent), true);
});

test("notes are chosen by who wrote or answered, and by whether they are settled", () => {
  const all = threads([note, answer, settled, mark("m", "note", { point: [0, 90] })]);
  const ids = (wanted) => chosen(all, wanted).map((t) => t.mark.id);
  assert.deepEqual(ids({}), ["n", "m"]);
  assert.deepEqual(ids({ author: "binh" }), ["n"]);
  assert.deepEqual(ids({ state: "open" }), ["m"]);
  assert.deepEqual(ids({ state: "resolved", author: "an" }), ["n"]);
  assert.deepEqual(authors([note, answer]).map(({ name }) => name), ["An", "Bình"]);
});

/** A clock that is turned by hand. */
function clock() {
  let now = 1_000_000;
  let due = [];
  return {
    now: () => now,
    later: (act, ms) => due.push({ act, at: now + ms }),
    pass(ms) {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      ready.forEach(({ act }) => act());
    },
  };
}

test("a reader says where they are when they come and when they turn, not at every page of a quick walk", () => {
  const time = clock();
  const told = [];
  const readers = new Readers((page) => told.push(page), time.now, time.later);
  readers.arrive(3);
  time.pass(400);
  for (const page of [4, 5, 6, 7]) readers.turned(page);
  time.pass(1_300);
  assert.deepEqual(told, [3, 7]);
  readers.leave();
});

test("others come, turn, leave, and are let go when nothing is heard of them", () => {
  const time = clock();
  const readers = new Readers(() => {}, time.now, time.later);
  readers.heard("b", "Bình", 2);
  readers.heard("a", "An", 1);
  readers.heard("b", "Bình", 5);
  assert.deepEqual(readers.all.map(({ name, page }) => [name, page]), [["An", 1], ["Bình", 5]]);
  readers.heard("a", "An", 0);
  assert.equal(readers.all.length, 1);
  for (const odd of ["5", -1, 1.5, null, Infinity]) readers.heard("x", "X", odd);
  assert.equal(readers.all.length, 1, "what is no page is not believed");
  time.pass(46_000);
  readers.beat();
  assert.equal(readers.all.length, 0);
});
