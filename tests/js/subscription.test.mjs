import assert from "node:assert/strict";
import { test } from "node:test";
import { Subscription } from "../../static/js/live/subscription.js";

/** A server log of `count` events, and a fetch that answers from it in pages of `page`. */
function serverLog(count, page = 50) {
  const log = Array.from({ length: count }, (_, i) => ({ stream: "s", seq: i + 1, type: "t", payload: i + 1 }));
  const fetchChanges = async (_stream, after) => {
    const rest = log.slice(after, after + page);
    return { stream: "s", events: rest, last: rest.at(-1)?.seq ?? after, complete: after + page >= log.length };
  };
  return { log, fetchChanges };
}

test("applies the next event, ignores what it has seen", () => {
  const seen = [];
  const subscription = new Subscription("s", 0, (e) => seen.push(e.seq), async () => assert.fail("no fetch"));
  for (const seq of [1, 2, 2, 1, 3]) subscription.receive({ seq });
  assert.deepEqual(seen, [1, 2, 3]);
});

test("fills a gap from the server in order", async () => {
  const { log, fetchChanges } = serverLog(120);
  const seen = [];
  const subscription = new Subscription("s", 0, (e) => seen.push(e.seq), fetchChanges);
  subscription.receive(log[0]);
  subscription.receive(log[119]);
  await subscription.catchUp();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(seen, log.map((e) => e.seq));
});

test("1,000 random drops, repeats and reconnects leave no gap and no double", async () => {
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const { log, fetchChanges } = serverLog(1000);
  const seen = [];
  const subscription = new Subscription("s", 0, (e) => seen.push(e.seq), fetchChanges);
  for (const event of log) {
    if (random() < 0.3) continue;
    subscription.receive(event);
    if (random() < 0.2) subscription.receive(log[Math.floor(random() * event.seq)]);
    if (random() < 0.1) await subscription.reach(event.seq);
  }
  await subscription.reach(1000);
  await subscription.catchUp();
  assert.deepEqual(seen, log.map((e) => e.seq));
});

test("nothing is applied after it is closed", () => {
  const seen = [];
  const subscription = new Subscription("s", 0, (e) => seen.push(e.seq), async () => assert.fail("no fetch"));
  subscription.close();
  subscription.receive({ seq: 1 });
  assert.deepEqual(seen, []);
});

test("what the server no longer keeps is not skipped: the page is loaded anew", async () => {
  const seen = [];
  let reloads = 0;
  const cut = async () => ({ stream: "s", events: [{ seq: 51 }], last: 51, complete: true, lost: true });
  const subscription = new Subscription("s", 5, (e) => seen.push(e.seq), cut, () => (reloads += 1));
  await subscription.reach(51);
  await subscription.reach(52);
  subscription.receive({ seq: 6 });
  assert.deepEqual([seen, reloads], [[], 1]);
});
