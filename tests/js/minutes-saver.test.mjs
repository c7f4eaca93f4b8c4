import assert from "node:assert/strict";
import { test } from "node:test";

import { Saver } from "../../static/js/minutes/saver.js";

const text = (...lines) => lines.map((words) => ({ kind: "paragraph", runs: [{ text: words }] }));
const written = (version, body, more = {}) => ({ saved: true, version, body, edited_at: "2026-11-29T03:32:00Z", edited_by: "An", pieces: [], ...more });

/** A text with a server that answers when it is told to, a shelf, and a clock that is wound by hand. */
function desk(kept = null, version = 1, lines = []) {
  const here = { kept, sent: [], states: [], joined: [], timers: [], shows: true };
  let ids = 0;
  const saver = new Saver(version, lines, {
    send: (sent) => new Promise((resolve, reject) => here.sent.push({ ...sent, resolve, reject })),
    shelf: { read: () => here.kept, write: (next) => (here.kept = structuredClone(next)) },
    onState: (state) => here.states.push(state),
    onJoined: (joined) => here.shows && Boolean(here.joined.push(joined)),
    isLost: (error) => error === "lost",
    newId: () => `id${++ids}`,
    later: (work) => here.timers.push(work),
  });
  here.wind = () => here.timers.splice(0).forEach((work) => work());
  return { saver, here };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what is typed is kept here until the server has recorded it", async () => {
  const { saver, here } = desk();
  saver.typed(text("a"));
  saver.typed(text("ab"));
  assert.deepEqual(here.kept.lines, text("ab"));
  here.wind();
  assert.equal(here.sent.length, 1);
  assert.deepEqual(here.sent[0].lines, text("ab"));
  here.sent[0].resolve(written(2, text("ab")));
  await settled();
  assert.equal(here.kept, null);
  assert.deepEqual(here.states, ["unsaved", "unsaved", "saving", "saved"]);
});

test("a lost answer is asked for again under the same id, before anything newer", async () => {
  const { saver, here } = desk();
  saver.typed(text("a"));
  here.wind();
  saver.typed(text("ab"));
  here.sent[0].reject("lost");
  await settled();
  assert.equal(here.states.at(-1), "offline");
  here.wind();
  assert.deepEqual([here.sent[1].id, here.sent[1].lines], ["id1", text("a")]);
  here.sent[1].resolve(written(2, text("a")));
  await settled();
  here.wind();
  assert.deepEqual([here.sent[2].id, here.sent[2].base, here.sent[2].lines], ["id2", 2, text("ab")]);
});

test("others' words are shown; while somebody types on, the next save says what it grew from", async () => {
  const { saver, here } = desk();
  saver.typed(text("mine"));
  here.wind();
  here.sent[0].resolve(written(3, text("theirs", "mine")));
  await settled();
  assert.deepEqual(here.joined, [text("theirs", "mine")]);
  assert.equal(here.states.at(-1), "saved");
  saver.typed(text("theirs", "mine!"));
  here.wind();
  saver.typed(text("theirs", "mine!!"));
  here.sent[1].resolve(written(5, text("theirs", "more", "mine!")));
  await settled();
  here.wind();
  assert.deepEqual([here.sent[2].base, here.sent[2].since], [5, text("theirs", "mine!")]);
  assert.equal(here.joined.length, 1);
});

test("a clash halts: nothing is sent, nothing lost, until somebody has chosen", async () => {
  const { saver, here } = desk();
  saver.typed(text("mine"));
  here.wind();
  here.sent[0].resolve(written(4, text("theirs"), { saved: false, pieces: [{ clash: true }] }));
  await settled();
  assert.equal(here.states.at(-1), "clash");
  await saver.send();
  assert.equal(here.sent.length, 1);
  assert.deepEqual([here.kept.base, here.kept.lines], [1, text("mine")]); // after a reload it clashes again
  saver.chosen(text("theirs", "mine"));
  assert.deepEqual([here.sent[1].base, here.sent[1].lines], [4, text("theirs", "mine")]);
});

test("after a reload the words are there again, and what was on its way goes first", async () => {
  const sent = { id: "old", base: 1, since: null, lines: text("a") };
  const { saver, here } = desk({ base: 1, since: null, lines: text("ab"), sent });
  assert.deepEqual(saver.resume(), text("ab"));
  here.wind();
  assert.equal(here.sent[0].id, "old");
  const done = desk({ base: 1, since: null, lines: text("a"), sent: null }, 2, text("a"));
  assert.equal(done.saver.resume(), null);
  assert.equal(done.here.kept, null);
});

test("a refusal is told, and the words stay here", async () => {
  const { saver, here } = desk();
  saver.typed(text("late"));
  here.wind();
  here.sent[0].reject(new Error("Biên bản đã duyệt"));
  await settled();
  assert.equal(here.states.at(-1), "refused");
  assert.deepEqual(here.kept.lines, text("late"));
});
