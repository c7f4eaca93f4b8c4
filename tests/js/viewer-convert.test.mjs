import assert from "node:assert/strict";
import test from "node:test";

import { defaultStyle, hexColor } from "../../static/js/viewer/colors.js";
import { quadFromRect, quoteOf, rectFromQuad, SUBTYPE, toViewerObject, underlineOf } from "../../static/js/viewer/convert.js";
import { notePoint } from "../../static/js/viewer/hands.js";
import { newUuid } from "../../static/js/viewer/ids.js";
import { wordEnd, wordStart } from "../../static/js/viewer/words.js";

const upright = { width: 300, height: 500, rotation: 0 };
const turned = { width: 300, height: 500, rotation: 1 };
const mark = (fields) => ({
  id: "a", version_id: "v", layer: "personal", page: 5, color: "#1D4F91", opacity: 1,
  author: { id: "u", name: "Đỗ Quang Vinh" }, created_at: "2022-08-26T09:26:00Z", revision: 1, deleted: false, ...fields,
});

test("ink becomes strokes in viewer space, in a box with room for the line", () => {
  const object = toViewerObject(mark({ kind: "ink", width: 2, strokes: [[[10, 20], [30, 60]]] }), upright);
  assert.equal(object.type, SUBTYPE.INK);
  assert.equal(object.pageIndex, 4);
  assert.equal(object.strokeColor, "#1d4f91");
  assert.deepEqual(object.inkList, [{ points: [{ x: 10, y: 20 }, { x: 30, y: 60 }] }]);
  assert.deepEqual(object.rect, { origin: { x: 9, y: 19 }, size: { width: 22, height: 42 } });
});

test("on a turned page ink is turned back", () => {
  const object = toViewerObject(mark({ kind: "ink", width: 2, strokes: [[[10, 20], [30, 60]]] }), turned);
  assert.deepEqual(object.inkList, [{ points: [{ x: 20, y: 490 }, { x: 60, y: 470 }] }]);
});

test("a highlight's quads survive the way to a viewer rect and back, on every rotation", () => {
  for (const rotation of [0, 1, 2, 3]) {
    const page = { width: 300, height: 500, rotation };
    const quad = [20.25, 31.5, 120.75, 45];
    assert.deepEqual(quadFromRect(page, rectFromQuad(page, quad)), quad);
  }
  const object = toViewerObject(mark({ kind: "highlight", quads: [[0, 0, 10, 5], [0, 10, 20, 15]] }), upright);
  assert.equal(object.type, SUBTYPE.HIGHLIGHT);
  assert.deepEqual(object.rect, { origin: { x: 0, y: 0 }, size: { width: 20, height: 15 } });
  assert.equal(object.segmentRects.length, 2);
});

test("an underline lies below the words as displayed, beside them where they run down the page", () => {
  assert.deepEqual(underlineOf(upright, [10, 20, 90, 32]), [[10, 32], [90, 32]]);
  assert.deepEqual(underlineOf(turned, [10, 20, 90, 32]), [[10, 32], [90, 32]]);
  assert.deepEqual(underlineOf(turned, [10, 20, 22, 90]), [[10, 20], [10, 90]]);
  assert.deepEqual(underlineOf({ ...turned, rotation: 3 }, [10, 20, 22, 90]), [[22, 20], [22, 90]]);
});

test("a note's sign hangs from its point, stays upright, and is put whole on the page round the tap", () => {
  const object = toViewerObject(mark({ kind: "note", point: [100, 200], text: "Xem lại" }), upright);
  assert.equal(object.type, SUBTYPE.TEXT);
  assert.deepEqual(object.rect, { origin: { x: 100, y: 200 }, size: { width: 20, height: 20 } });
  assert.deepEqual(object.flags, ["noRotate"]);
  assert.equal(object.contents, "Xem lại");
  assert.deepEqual(notePoint(upright, [50, 60]), [40, 50]);
  assert.deepEqual(notePoint(turned, [499, 1]), [480, 0]);
});

test("a mark without its shape, or with a colour that is none, is refused", () => {
  for (const kind of ["ink", "highlight", "underline", "note"]) {
    assert.throws(() => toViewerObject(mark({ kind }), upright), RangeError);
  }
  assert.throws(() => toViewerObject(mark({ kind: "note", point: [1, 1], color: "url(x)" }), upright), RangeError);
});

test("colours are six digits in small letters; layers differ", () => {
  assert.equal(hexColor("#ABC"), "#aabbcc");
  assert.throws(() => hexColor("red"), RangeError);
  for (const kind of ["ink", "highlight", "underline", "note"]) {
    assert.notEqual(defaultStyle("personal", kind).color, defaultStyle("meeting", kind).color);
  }
});

test("a quote is NFC and one line", () => {
  assert.equal(quoteOf("Tỉnh \r\n  ủy ".normalize("NFD")), "Tỉnh ủy");
});

test("a selection grows to whole words, decomposed letters included, and not over punctuation", () => {
  const text = "Chỉ thị số 23-CT/TU, ngày 16/5/2022 của";
  assert.equal(text.slice(wordStart(text, 5), wordEnd(text, text.indexOf("2022") + 2)), "thị số 23-CT/TU, ngày 16/5/2022");
  assert.equal(wordEnd(text, text.indexOf(",") + 1), text.indexOf(",") + 1);
  assert.equal(wordStart(text, text.indexOf(" ")), text.indexOf(" "));
  const apart = "Tỉnh ủy".normalize("NFD");
  assert.equal(wordEnd(apart, 2), apart.indexOf(" "));
});

test("ids are version 4 UUIDs and differ", () => {
  const ids = new Set(Array.from({ length: 1000 }, newUuid));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
