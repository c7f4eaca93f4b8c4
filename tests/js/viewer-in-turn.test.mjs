import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn } from "../../static/js/viewer/in-turn.js";

/** A work that ends when told; `log` says what it did. */
function work(name, log) {
  let end, fail;
  const until = new Promise((resolve, reject) => ([end, fail] = [resolve, reject]));
  const run = async (before) => {
    log.push(`${name} asked`);
    await before;
    log.push(`${name} starts`);
    await until;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end: () => end(), fail: () => fail(new Error(name)) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test("all are asked at once, one starts after the other has ended", async () => {
  const place = {}, log = [];
  const [a, b] = [work("a", log), work("b", log)];
  const first = inTurn(place, a.run);
  const second = inTurn(place, b.run);
  await settle();
  assert.deepEqual(log, ["a asked", "b asked", "a starts"]);
  a.end();
  b.end();
  assert.deepEqual(await Promise.all([first, second]), ["a", "b"]);
  assert.deepEqual(log.slice(3), ["a ends", "b starts", "b ends"]);
});

test("one that gives up early does not let the next overtake those before it", async () => {
  const place = {}, log = [];
  const [a, c] = [work("a", log), work("c", log)];
  const first = inTurn(place, a.run);
  const given = inTurn(place, async () => Promise.reject(new Error("given up")));
  const third = inTurn(place, c.run);
  await assert.rejects(given, /given up/);
  await settle();
  assert.deepEqual(log, ["a asked", "c asked", "a starts"]);
  a.fail();
  await assert.rejects(first, /a/);
  c.end();
  assert.equal(await third, "c");
});

test("another place does not wait", async () => {
  const log = [];
  const [a, b] = [work("a", log), work("b", log)];
  void inTurn({}, a.run);
  b.end();
  assert.equal(await inTurn({}, b.run), "b");
});
