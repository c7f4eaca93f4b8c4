import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { OURS, ours } from "../../static/js/kept.js";

test("only what is ours is forgotten at sign-out", () => {
  assert.deepEqual(ours(["ecabinet-ballot", "theme-of-another", "x-ecabinet-y", "ecabinet-conclusion-1"]), [
    "ecabinet-ballot",
    "ecabinet-conclusion-1",
  ]);
});

test("every script that keeps something in the browser names it as ours", () => {
  const root = new URL("../../static/js/", import.meta.url);
  const files = readdirSync(root, { recursive: true }).map(String).filter((name) => name.endsWith(".js"));
  const keeping = files.filter((name) => /Storage\.setItem|indexedDB\.open/.test(readFileSync(new URL(name, root), "utf8")));
  assert.ok(keeping.length >= 3);
  for (const name of keeping) {
    const text = readFileSync(new URL(name, root), "utf8");
    assert.match(text, /kept\.js"/, `${name} keeps something under a name of its own: begin it with OURS (${OURS})`);
  }
});
