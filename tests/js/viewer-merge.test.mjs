/** How copies of the marks agree. `MERGE_STEPS=100000 node --test tests/js/viewer-merge.test.mjs` runs longer. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { canonical, merge } from "../../static/js/viewer/merge.js";
import { MarkStore } from "../../static/js/viewer/mark-store.js";
import { random } from "./random.mjs";

const table = JSON.parse(readFileSync(new URL("../merging.json", import.meta.url), "utf8"));
const STEPS = Number(process.env.MERGE_STEPS ?? 20_000);
const CLIENTS = 5;

for (const { name, known, said, merged } of table.replica) {
  test(`the table: ${name}`, () => {
    const result = merge(known, said);
    if (merged === "gone") assert.deepEqual(result, { id: said.id, deleted: true });
    else assert.equal(result, merged === "known" ? known : said);
    assert.equal(canonical(merge(result, said)), canonical(result), "a replay changes nothing");
  });
}

/** The server's rule, as documents/merging.py has it; both are told by the same table. */
export function verdict(kept, { do: what, fingerprint, seen }) {
  if (what === "add") return !kept ? "apply" : kept.fingerprint === fingerprint ? "same" : "taken";
  if (!kept) return "unknown";
  if (what === "remove") return kept.removed ? "same" : "apply";
  if (kept.removed) return "gone";
  return kept.revision === seen ? "apply" : "stale";
}

for (const row of table.server) {
  test(`the table of the server: ${row.name}`, () => assert.equal(verdict(row.kept, row), row.verdict));
}

test("of any two words about a mark the same one wins, whichever comes first; and of any three in any order", () => {
  const next = random(7);
  const any = () => (next(5) === 0 ? { id: "m", deleted: true } : { id: "m", revision: 1 + next(3), text: "abc"[next(3)], at: [next(2)] });
  for (let i = 0; i < 3_000; i += 1) {
    const [a, b, c] = [any(), any(), any()];
    assert.equal(canonical(merge(a, b)), canonical(merge(b, a)));
    assert.equal(canonical(merge(merge(a, b), c)), canonical(merge(a, merge(b, c))));
    assert.equal(canonical(merge(a, a)), canonical(a));
  }
});

/** A server that takes operations in some order, numbers what it accepts, and announces it. */
class Server {
  marks = new Map();
  log = [];

  take(op) {
    const kept = this.marks.get(op.id);
    const what = verdict(kept, { do: op.do, fingerprint: op.fingerprint, seen: op.seen });
    if (what !== "apply") return what;
    if (op.do === "remove") {
      kept.removed = true;
      this.log.push({ type: "removed", annotation: { id: op.id } });
      return what;
    }
    const revision = (kept?.revision ?? 0) + 1;
    const mark = { ...op.mark, revision, deleted: false };
    this.marks.set(op.id, { revision, fingerprint: kept?.fingerprint ?? op.fingerprint, mark });
    this.log.push({ type: op.do === "add" ? "added" : "changed", annotation: mark });
    return what;
  }

  get standing() {
    return [...this.marks.values()].filter(({ removed, mark }) => !removed && !(mark.parent && this.marks.get(mark.parent)?.removed)).map(({ mark }) => mark);
  }
}

/** A tablet: does things at once, sends them when it can, hears of things late, twice, or out of order. */
class Tablet {
  store = new MarkStore();
  outbox = [];
  heard = 0;
  inbox = [];

  constructor(name, next) {
    this.name = name;
    this.next = next;
    this.made = 0;
  }

  act(all) {
    const mine = all.filter((mark) => mark.author.id === this.name);
    const pick = mine.length ? mine[this.next(mine.length)] : null;
    const what = this.next(6);
    if (what === 0 && pick) return this.#remove(pick);
    if (what <= 2 && pick && pick.kind !== "reply") return this.#change(pick);
    const parent = this.next(4) === 0 && all.length ? all[this.next(all.length)] : null;
    return this.#add(parent?.kind === "note" ? parent : null);
  }

  #add(parent) {
    const id = `${this.name}-${this.made++}`;
    const mark = {
      id, kind: parent ? "reply" : "note", page: 1, created_at: `t${this.made}`, author: { id: this.name }, text: `a${this.next(9)}`,
      revision: 0, deleted: false, ...(parent ? { parent: parent.id } : { point: [this.next(9), this.next(9)] }),
    };
    this.store.put(mark);
    this.outbox.push({ do: "add", id, mark, fingerprint: canonical(mark) });
  }

  #change(mark) {
    const changed = { ...mark, text: `c${this.next(99)}` };
    this.store.put(changed);
    this.outbox.push({ do: "change", id: mark.id, mark: changed, seen: null });
  }

  #remove(mark) {
    this.store.hide(mark.id);
    this.outbox.push({ do: "remove", id: mark.id });
  }

  /** Sends the oldest operation; the answer may get lost, then it goes again as it went. */
  send(server) {
    const op = this.outbox[0];
    if (!op) return;
    // A change is made from the newest state known when it first leaves.
    if (op.do === "change") op.seen ??= server.marks.get(op.id)?.revision ?? 1;
    if (this.next(5) === 0) return; // lost on the way
    const before = server.log.length;
    const what = server.take(op);
    if (this.next(5) === 0) return; // the answer was lost
    this.outbox.shift();
    if (what === "stale" || what === "taken" || what === "gone" || what === "unknown") this.#again(op, what);
    for (const change of server.log.slice(before)) this.store.apply(change);
  }

  #again(op, what) {
    // A lost answer makes a change look stale although it was taken: the server's word stands.
    if (what !== "stale") this.outbox = this.outbox.filter((other) => other.id !== op.id);
    this.store.revert(op.id);
    for (const other of this.outbox) if (other.id === op.id && other.mark) this.store.put(other.mark);
  }

  /** Hears what the server announced: drops, repeats, and in another order. */
  listen(server) {
    const fresh = server.log.slice(this.heard, this.heard + 1 + this.next(4));
    this.heard += fresh.length;
    for (const change of fresh) {
      const fate = this.next(10);
      if (fate === 0) continue; // dropped
      this.inbox.push(change);
      if (fate === 1) this.inbox.push(change); // repeated
      if (fate === 2 && server.log.length) this.inbox.push(server.log[this.next(server.log.length)]); // an old one again
    }
    while (this.inbox.length > this.next(6)) this.store.apply(this.inbox.splice(this.next(this.inbox.length), 1)[0]);
  }

  /** The line is back for good: everything is sent and asked for. */
  settle(server) {
    for (let tries = 0; this.outbox.length && tries < 100_000; tries += 1) this.send(server);
    assert.equal(this.outbox.length, 0, "everything was sent in the end");
  }
}

test(`${CLIENTS} tablets and ${STEPS} steps with drops, replays and reorders end with one and the same paper`, () => {
  const rounds = Math.max(1, Math.round(STEPS / 2_000));
  for (let seed = 1; seed <= rounds; seed += 1) {
    const next = random(seed);
    const server = new Server();
    const tablets = Array.from({ length: CLIENTS }, (_, i) => new Tablet(`p${i}`, next));
    for (let step = 0; step < STEPS / rounds; step += 1) {
      const tablet = tablets[next(CLIENTS)];
      const what = next(10);
      if (what < 3) tablet.act(tablet.store.all());
      else if (what < 6) tablet.send(server);
      else tablet.listen(server);
    }
    for (const tablet of tablets) tablet.settle(server);
    const removals = server.log.filter(({ type }) => type === "removed").length;
    assert.ok(server.marks.size > 50 && removals > 10, "the run was worth something");
    for (const tablet of tablets) {
      for (const change of shuffled(server.log, next)) tablet.store.apply(change);
      assert.equal(tablet.store.digest(), tablets[0].store.digest(), `seed ${seed}`);
      const seen = tablet.store.all().map(canonical).sort();
      assert.deepEqual(seen, server.standing.map(canonical).sort(), `seed ${seed}: ${tablet.name} shows what the server holds`);
    }
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
