import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenText, same, toDoc, toLines, words } from "../../static/js/minutes/lines.js";

const run = (text, looks = {}) => ({ text, bold: false, italic: false, ...looks });
const line = (kind, ...runs) => ({ kind, runs });
const TEXT = [
  line("paragraph", run("Ông Hải "), run("nhất trí", { bold: true })),
  line("bullet", run("một")),
  line("bullet", run("hai", { italic: true })),
  line("number", run("ba")),
];

test("a text comes back from the editor as it went in, and lists stand together", () => {
  const doc = toDoc(TEXT);
  assert.deepEqual(doc.content.map(({ type }) => type), ["paragraph", "bulletList", "orderedList"]);
  assert.equal(doc.content[1].content.length, 2);
  assert.deepEqual(toLines(doc), TEXT);
  assert.equal(words(TEXT), "Ông Hải nhất trí\nmột\nhai\nba");
});

test("an empty text has a paragraph to write in, which says nothing", () => {
  assert.deepEqual(toDoc([]), { type: "doc", content: [{ type: "paragraph" }] });
  assert.deepEqual(toLines(toDoc([])), []);
});

test("texts are the same however their letters are cut", () => {
  assert.ok(same([line("paragraph", run("a"), run("b"))], [{ kind: "paragraph", runs: [{ text: "ab" }] }]));
  assert.ok(!same([line("paragraph", run("a"))], [line("bullet", run("a"))]));
  assert.ok(!same([line("paragraph", run("a"))], [line("paragraph", run("a", { bold: true }))]));
});

test("what was chosen in a clash stands where it clashed; both: theirs first", () => {
  const [a, b, c] = TEXT;
  const pieces = [
    { clash: false, lines: [a], mine: [], theirs: [] },
    { clash: true, lines: [], mine: [b], theirs: [c] },
  ];
  assert.deepEqual(chosenText(pieces, ["mine"]), [a, b]);
  assert.deepEqual(chosenText(pieces, ["theirs"]), [a, c]);
  assert.deepEqual(chosenText(pieces, ["both"]), [a, c, b]);
});
