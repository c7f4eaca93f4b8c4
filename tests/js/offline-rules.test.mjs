import assert from "node:assert/strict";
import { test } from "node:test";
import { around, expired, filePath, fits, frame, kindOf, missing, recalled } from "../../static/js/offline/rules.js";
import { fromBytes, keyFrom, seal, sha256, toBytes, unseal } from "../../static/js/offline/sealing.js";

const ID = "0192aaaa-0000-7000-8000-00000000000a";
const SECRET = Buffer.alloc(32, 7).toString("base64");

/** A kept thing. */
function about(over = {}) {
  return { path: filePath(ID), kind: "file", meeting: "m", version: "v1", size: 10, at: 0, until: 1000, release: "r", ...over };
}

/** What the server says. */
function manifest(versions, over = {}) {
  const papers = versions.map((version_id) => ({ version_id, title: version_id, symbol: null, size: 10, sha256: "" }));
  return { meeting_id: "m", title: "M", keep_until: "2030-01-01T00:00:00Z", total_size: 10 * papers.length, papers, ...over };
}

test("only the room, papers and what belongs to them may be kept", () => {
  for (const { path, kind } of [...around(ID), ...frame(ID)]) assert.equal(kindOf(path), kind, path);
  assert.equal(kindOf(filePath(ID)), "file");
  for (const path of ["/", "/admin", "/admin/people", "/sign-in", "/api/v1/me", "/api/v1/me/offline-key", "/tasks", "/sw.js",
    `/meetings/${ID}/desk`, `/meetings/${ID}/screen`, `/api/v1/meetings/${ID}/offline-papers`, `/api/v1/papers/${ID}/annotated.pdf`,
    `/api/v1/papers/${ID}/file/x`, `/x/papers/${ID}`, `/papers/${ID}/`, "/account"]) assert.equal(kindOf(path), null, path);
});

test("a download or a part of a list is another thing", () => {
  assert.equal(kindOf(filePath(ID), "?download=1"), null);
  assert.equal(kindOf(`/api/v1/papers/${ID}/annotations`, "?layers=meeting"), null);
  assert.equal(kindOf(`/api/v1/papers/${ID}/pages/1.png`, "?look=jpeg&width=160&layers=meeting"), null);
  assert.equal(kindOf(`/api/v1/papers/${ID}/pages/1.png`, "?width=400"), "picture");
  assert.equal(kindOf(`/papers/${ID}`, "?page=3"), "page");
});

test("what is needed next comes first, the rest as the agenda has it, what is here not at all", () => {
  const order = (held, first) => missing(manifest(["a", "b", "c", "d"]), new Set(held), first).map((paper) => paper.version_id);
  assert.deepEqual(order([], ["c", "b"]), ["c", "b", "a", "d"]);
  assert.deepEqual(order(["c"], ["c", "b"]), ["b", "a", "d"]);
  assert.deepEqual(order(["a", "b", "c", "d"], []), []);
});

test("what the server does not name any more goes, of this meeting only", () => {
  const kept = [about({ path: "1", version: "v1" }), about({ path: "2", version: "v2" }), about({ path: "3", version: "" }), about({ path: "4", meeting: "other", version: "v9" })];
  assert.deepEqual(recalled(kept, manifest(["v1"])), ["2"]);
  assert.deepEqual(recalled(kept, manifest(["v1", "v2"])), []);
  assert.deepEqual(recalled(kept, manifest(["v1"], { keep_until: null })), ["1", "2", "3"]);
});

test("what is over goes at that moment", () => {
  assert.deepEqual(expired([about({ path: "1", until: 999 }), about({ path: "2", until: 1001 })], 1000), ["1"]);
  assert.deepEqual(expired([about({ until: 1000 })], 1000), [filePath(ID)]);
});

test("a tenth is left free", () => {
  assert.equal(fits(100, { quota: 200, usage: 90 }), true);
  assert.equal(fits(100, { quota: 200, usage: 91 }), false);
  assert.equal(fits(100, {}), true);
});

test("what is sealed opens with the same key at the same place, and nowhere else", async () => {
  const key = await keyFrom(SECRET, ID);
  const box = await seal(key, "/a", toBytes({ title: "Tờ trình" }));
  assert.equal(Buffer.from(box.bytes).includes(Buffer.from("trình")), false);
  assert.deepEqual(fromBytes(await unseal(key, "/a", box)), { title: "Tờ trình" });
  await assert.rejects(unseal(key, "/b", box));
  await assert.rejects(unseal(await keyFrom(SECRET, "another sign-in"), "/a", box));
  new Uint8Array(box.bytes)[3] ^= 1;
  await assert.rejects(unseal(key, "/a", box));
});

test("the key cannot be taken out, and no box is like another", async () => {
  const key = await keyFrom(SECRET, ID);
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
  const [one, two] = [await seal(key, "/a", toBytes(1)), await seal(key, "/a", toBytes(1))];
  assert.notDeepEqual(new Uint8Array(one.bytes), new Uint8Array(two.bytes));
});

test("the hash is written as the server writes it", async () => {
  assert.equal(await sha256(new TextEncoder().encode("abc").buffer), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
