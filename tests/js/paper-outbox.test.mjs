import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox } from "../../static/js/paper/outbox.js";

const mark = (id) => ({ id, kind: "note", page: 1, layer: "personal", point: [1, 2], revision: 0 });
const lost = { status: 0, code: "", message: "", unanswered: true };
const refusal = (status, code = "x") => ({ status, code, message: "không được", unanswered: false });

/** A tablet whose page may be closed and opened again: what is kept survives. */
class Memory {
  kept = [];
  durable = async () => true;
  all = async (person) => this.kept.filter((op) => op.person === person);
  keep = async (_before, now) => {
    this.kept = structuredClone(now);
  };
}

/** A server that answers, refuses or is away; it stores each mark once. */
class Server {
  away = false;
  stored = new Map();
  requests = [];
  refuse = () => null;

  send = async (batch) => {
    this.requests.push(batch.map((op) => op.mark));
    if (this.away) throw lost;
    const no = this.refuse(batch);
    if (no) throw no;
    for (const op of batch) this.stored.set(op.mark, (this.stored.get(op.mark) ?? 0) + 1);
    return { annotations: batch.map((op) => ({ id: op.mark, revision: 1, deleted: false })) };
  };
}

const settle = async () => {
  for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

function open(memory, server, person = "p") {
  /** @type {(() => void)[]} */
  const timers = [];
  const outbox = new Outbox(person, memory, server.send, (again, ms) => {
    timers.push(Object.assign(again, { ms }));
    return 0;
  });
  return { outbox, timers };
}

test("a mark is unsent until the server has answered", async () => {
  const server = new Server();
  const { outbox } = open(new Memory(), server);
  const seen = [];
  outbox.onChange.on(() => seen.push([outbox.unsent, outbox.state]));
  outbox.push("v1", { type: "added", annotation: mark("a") });
  assert.equal(outbox.unsent, 1);
  await settle();
  assert.deepEqual([outbox.unsent, outbox.state], [0, "idle"]);
  assert.deepEqual(seen[0], [1, "idle"]);
});

test("ten minutes away, five hundred strokes, the page closed and opened again: each is stored once", async () => {
  const [memory, server] = [new Memory(), new Server()];
  server.away = true;
  const before = open(memory, server).outbox;
  for (let n = 0; n < 500; n += 1) before.push("v1", { type: "added", annotation: mark(`m${n}`) });
  await settle();
  assert.equal(before.unsent, 500);
  server.away = false;
  const { outbox } = open(memory, server);
  await outbox.load();
  await settle();
  assert.equal(outbox.unsent, 0);
  assert.equal(server.stored.size, 500);
  assert.deepEqual(new Set(server.stored.values()), new Set([1]));
  assert.equal(memory.kept.length, 0);
});

test("an unanswered request is sent again with the same id, later and later", async () => {
  const server = new Server();
  server.away = true;
  const { outbox, timers } = open(new Memory(), server);
  const ids = [];
  const send = outbox.send;
  outbox.send = (batch) => {
    ids.push(batch[0].batch);
    return send(batch);
  };
  outbox.push("v1", { type: "added", annotation: mark("a") });
  for (let n = 0; n < 6; n += 1) {
    await settle();
    timers[n]();
  }
  await settle();
  assert.deepEqual(timers.slice(0, 6).map((timer) => timer.ms), [1000, 2000, 4000, 8000, 15000, 15000]);
  assert.equal(new Set(ids).size, 1);
  assert.equal(outbox.state, "waiting");
});

test("one bad mark does not hold back the others, and is told of", async () => {
  const server = new Server();
  server.away = true;
  const { outbox, timers } = open(new Memory(), server);
  const refused = [];
  outbox.onRefused.on((op, why) => refused.push([op.mark, why.message]));
  for (const id of ["a", "bad", "c"]) outbox.push("v1", { type: "added", annotation: mark(id) });
  await settle();
  server.away = false;
  server.refuse = (batch) => (batch.some((op) => op.mark === "bad") ? refusal(422) : null);
  timers.at(-1)();
  await settle();
  assert.deepEqual([...server.stored.keys()].sort(), ["a", "c"]);
  assert.deepEqual(refused, [["bad", "không được"]]);
  assert.equal(outbox.unsent, 0);
});

for (const [name, answer] of [["signed out", refusal(401)], ["a page of an older session", refusal(400, "csrf")]]) {
  test(`${name}: nothing is thrown away`, async () => {
    const [memory, server] = [new Memory(), new Server()];
    server.refuse = () => answer;
    const { outbox } = open(memory, server);
    outbox.push("v1", { type: "added", annotation: mark("a") });
    await settle();
    assert.deepEqual([outbox.state, outbox.unsent, memory.kept.length], ["signed-out", 1, 1]);
  });
}

test("on a shared tablet nobody sends another person's marks", async () => {
  const [memory, server] = [new Memory(), new Server()];
  server.away = true;
  const an = open(memory, server, "an").outbox;
  an.push("v1", { type: "added", annotation: mark("a") });
  await settle();
  server.away = false;
  const binh = open(memory, server, "binh").outbox;
  await binh.load();
  await settle();
  assert.deepEqual([binh.unsent, server.stored.size], [0, 0]);
});

test("a tablet that keeps nothing says so while something is unsent", async () => {
  const [memory, server] = [new Memory(), new Server()];
  memory.keep = async () => {
    throw new Error("full");
  };
  server.away = true;
  const { outbox } = open(memory, server);
  assert.equal(outbox.fragile, false);
  outbox.push("v1", { type: "added", annotation: mark("a") });
  await settle();
  assert.equal(outbox.fragile, true);
  server.away = false;
  outbox.flush();
  await settle();
  assert.deepEqual([outbox.unsent, outbox.fragile], [0, false]);
});
