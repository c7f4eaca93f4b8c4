import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveState } from "../../static/js/room/live-state.js";
import { spread, SPREAD_MS } from "../../static/js/room/spread.js";

/** A state of two fields; "put" sets one of them, "reload" asks for all anew. */
function made(load, streams = { s: 4 }) {
  const joined = [];
  const how = {
    reduce: (state, event) => (event.type === "put" ? { ...state, ...event.payload } : state),
    needsReload: (event) => event.type === "reload",
    load,
    streams: () => streams,
  };
  const state = new LiveState({ a: 0, b: 0 }, how, { subscribe: (stream, last, onEvent) => joined.push({ stream, last, onEvent }) });
  return { state, joined };
}
const put = (payload) => ({ type: "put", payload });
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test("joins each stream once, from the number the state was read at", async () => {
  const { state, joined } = made(async () => ({ a: 9, b: 9 }));
  state.join();
  state.join();
  assert.deepEqual(joined.map(({ stream, last }) => [stream, last]), [["s", 4]]);
  joined[0].onEvent(put({ a: 1 }));
  assert.deepEqual(state.now, { a: 1, b: 0 });
});

test("an event that comes while the state is loaded again is not lost", async () => {
  let answer;
  const { state } = made(() => new Promise((resolve) => (answer = resolve)));
  state.receive({ type: "reload" });
  state.receive(put({ b: 7 }));
  answer({ a: 5, b: 0 });
  await settle();
  assert.deepEqual(state.now, { a: 5, b: 7 });
});

test("asked twice while loading, it loads once more", async () => {
  let loads = 0;
  const { state } = made(async () => ({ a: ++loads, b: 0 }));
  void state.reload();
  void state.reload();
  void state.reload();
  await settle();
  await settle();
  assert.equal(loads, 2);
  assert.equal(state.now.a, 2);
});

test("listeners hear the start and each change with what was before", () => {
  const { state } = made(async () => ({ a: 0, b: 0 }));
  const heard = [];
  state.on((now, before) => heard.push([now.a, before.a]));
  state.receive(put({ a: 3 }));
  state.receive({ type: "other" });
  assert.deepEqual(heard, [[0, 0], [3, 0]]);
});

test("the delay lies between none and the whole spread, whatever the chance", () => {
  assert.deepEqual([0, 0.5, 1].map(spread), [0, SPREAD_MS / 2, SPREAD_MS]);
  assert.deepEqual([-3, 7].map(spread), [0, SPREAD_MS]);
  assert.equal(new Set(Array.from({ length: 100 }, (_, n) => spread(n / 100))).size, 100);
});

test("events that ask for a loading before it begins ask for one; a later one asks anew", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let loads = 0;
  const how = {
    reduce: (state) => state, needsReload: () => true, load: async () => ({ n: ++loads }), streams: () => ({}), delay: () => 900,
  };
  const state = new LiveState({ n: 0 }, how, { subscribe: () => undefined });
  const turns = async () => { for (let n = 0; n < 5; n++) await Promise.resolve(); };
  for (let n = 0; n < 4; n++) state.receive({ type: "meeting.changed" });
  t.mock.timers.tick(899);
  await turns();
  assert.equal(loads, 0);
  t.mock.timers.tick(1);
  await turns();
  assert.equal(loads, 1);
  state.receive({ type: "meeting.changed" });
  t.mock.timers.tick(900);
  await turns();
  assert.equal(loads, 2);
  assert.equal(state.now.n, 2);
});
