import assert from "node:assert/strict";
import test from "node:test";

import { strikeoutOf, SUBTYPE, toViewerObjects } from "../../static/js/viewer/convert.js";
import { markAt } from "../../static/js/viewer/hit.js";
import { layerKey, layerOf } from "../../static/js/viewer/layers.js";
import { fitted, stampBox, stampSize, textBox } from "../../static/js/viewer/letters.js";
import { bent, bounds, canMove, canResize, moved, resized } from "../../static/js/viewer/reshape.js";
import { outline, shapeBetween } from "../../static/js/viewer/shapes.js";

const page = { width: 300, height: 500, rotation: 0 };
const mark = (kind, fields) => ({
  id: "a", version_id: "v", layer: "meeting", kind, page: 1, color: "#1d4f91", opacity: 1, text: "",
  author: { id: "u", name: "u" }, created_at: "t", revision: 1, deleted: false, ...fields,
});

test("shapes are drawn as strokes, in the box one dragged", () => {
  assert.deepEqual(shapeBetween("rectangle", [50, 60], [10, 20]), { box: [10, 20, 50, 60] });
  assert.deepEqual(shapeBetween("arrow", [50, 60], [10, 20]), { ends: [[50, 60], [10, 20]] });
  assert.deepEqual(outline({ kind: "rectangle", box: [0, 0, 4, 2] }), [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]);
  const [ring] = outline({ kind: "ellipse", box: [0, 0, 40, 20] });
  assert.ok(ring.every(([x, y]) => Math.abs(((x - 20) / 20) ** 2 + ((y - 10) / 10) ** 2 - 1) < 1e-9));
  const [shaft, head] = outline({ kind: "arrow", ends: [[0, 0], [100, 0]], width: 1 });
  assert.deepEqual(shaft, [[0, 0], [100, 0]]);
  assert.deepEqual(head[1], [100, 0]);
  assert.ok(head[0][0] < 100 && head[2][0] < 100, "its wings point back");
  for (const kind of ["line", "arrow", "rectangle", "ellipse"]) {
    const [drawn] = toViewerObjects(mark(kind, { width: 2, ...shapeBetween(kind, [10, 20], [50, 60]) }), page);
    assert.equal(drawn.type, SUBTYPE.INK);
  }
});

test("a stamp is a frame and its words; a reply draws nothing; words stand upright on a turned page", () => {
  const stamp = mark("stamp", { box: [10, 20, 140, 56], stamp: "agreed" });
  const parts = toViewerObjects(stamp, page, { agreed: "Đồng ý" });
  assert.deepEqual(parts.map((part) => part.type), [SUBTYPE.INK, SUBTYPE.FREETEXT]);
  assert.equal(parts[1].contents, "ĐỒNG Ý");
  assert.notEqual(parts[0].id, parts[1].id);
  assert.deepEqual(toViewerObjects(mark("reply", { parent: "x" }), page), []);
  const text = mark("text", { box: [10, 20, 110, 40], size: 12, text: "Cần sửa" });
  const [turned] = toViewerObjects(text, { ...page, rotation: 1 });
  assert.equal(turned.rotation, 270);
  assert.deepEqual(turned.unrotatedRect.size, { width: 100, height: 20 });
  assert.deepEqual(turned.rect.size, { width: 20, height: 100 });
  assert.throws(() => toViewerObjects(mark("rectangle", {}), page), RangeError);
});

test("a struck line runs through the middle of its words", () => {
  assert.deepEqual(strikeoutOf(page, [10, 20, 110, 40]), [[10, 30], [110, 30]]);
});

test("marks move as a whole and stay on the page", () => {
  const frame = mark("rectangle", { box: [10, 20, 50, 60] });
  assert.deepEqual(moved(frame, 5, 7, page), { box: [15, 27, 55, 67] });
  assert.deepEqual(moved(frame, -100, 1000, page), { box: [0, 460, 40, 500] });
  assert.deepEqual(moved(mark("note", { point: [10, 10] }), 1, 2, page), { point: [11, 12] });
  assert.deepEqual(moved(mark("ink", { strokes: [[[1, 1], [2, 2]]] }), 1, 1, page), { strokes: [[[2, 2], [3, 3]]] });
  assert.ok(!canMove(mark("highlight", {})) && !canResize(mark("note", {})));
});

test("a corner draws a mark larger, never to nothing; an end bends a line", () => {
  const frame = mark("rectangle", { box: [10, 20, 50, 60] });
  assert.deepEqual(resized(frame, [90, 100], page), { box: [10, 20, 90, 100] });
  assert.deepEqual(resized(frame, [0, 0], page), { box: [10, 20, 18, 28] });
  const ink = mark("ink", { strokes: [[[0, 0], [10, 10]]] });
  assert.deepEqual(resized(ink, [20, 40], page), { strokes: [[[0, 0], [20, 40]]] });
  const line = mark("line", { ends: [[0, 0], [10, 10]] });
  assert.deepEqual(bent(line, 1, [400, 5], page), { ends: [[0, 0], [300, 5]] });
  assert.deepEqual(bounds(mark("highlight", { quads: [[1, 2, 3, 4], [0, 5, 9, 8]] })), [0, 2, 9, 8]);
});

test("a finger finds a frame by its edge and a stamp anywhere on it", () => {
  const frame = mark("rectangle", { id: "f", box: [10, 10, 100, 100], width: 2 });
  const stamp = mark("stamp", { id: "s", box: [10, 200, 100, 230], stamp: "seen" });
  assert.equal(markAt([frame, stamp], [55, 55], 5), null);
  assert.equal(markAt([frame, stamp], [12, 55], 5).id, "f");
  assert.equal(markAt([frame, stamp], [55, 215], 5).id, "s");
});

test("words get as many lines as they need, and stand whole on the page", () => {
  const half = (words) => words.length / 2;
  const box = [10, 20, 110, 40];
  assert.deepEqual(fitted({ box, size: 10 }, "ngắn", 500, half), [10, 20, 110, 32.8]);
  assert.deepEqual(fitted({ box, size: 10 }, "một hai ba bốn năm sáu bảy", 500, half), [10, 20, 110, 44.6]);
  assert.deepEqual(fitted({ box: [10, 490, 110, 499], size: 10 }, "ngắn", 500, half), [10, 487.2, 110, 500]);
  for (const at of [[0, 0], [300, 500], [150, 250]]) {
    for (const [x0, y0, x1, y1] of [stampBox(at, page), textBox(at, page)]) {
      assert.ok(x0 >= 0 && y0 >= 0 && x1 <= 300 && y1 <= 500 && x1 - x0 > 100, String(at));
    }
  }
  assert.ok(stampSize("KHÔNG ĐỒNG Ý", 130, 36) * 12 * 0.78 <= 130);
});

test("layers have names that say whose they are", () => {
  assert.equal(layerKey({ layer: "unit", unit_id: "x" }), "unit:x");
  assert.equal(layerKey({ layer: "meeting", unit_id: null }), "meeting");
  assert.deepEqual(layerOf("unit:x"), { layer: "unit", unit_id: "x" });
  assert.deepEqual(layerOf("personal"), { layer: "personal" });
});
