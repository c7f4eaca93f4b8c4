import assert from "node:assert/strict";
import test from "node:test";

import { displaySize, distanceToSegment, fromScreen, simplify, toPageSpace, toScreen, toViewerSpace } from "../../static/js/viewer/geometry.js";

const SIZE = { width: 300, height: 500 };
const pages = [0, 1, 2, 3].map((rotation) => ({ ...SIZE, rotation }));

test("the top-left corner of the unturned page is where /Rotate takes it", () => {
  const corners = pages.map((page) => toPageSpace(page, 0, 0));
  assert.deepEqual(corners, [[0, 0], [500, 0], [300, 500], [0, 300]]);
});

test("turning into viewer space and back gives the same point, on every rotation", () => {
  for (const page of pages) {
    for (const point of [[0, 0], [17, 230], [displaySize(page).width, displaySize(page).height]]) {
      const { x, y } = toViewerSpace(page, point);
      assert.ok(x >= 0 && x <= 300 && y >= 0 && y <= 500, `${point} of rotation ${page.rotation} lies on the page`);
      assert.deepEqual(toPageSpace(page, x, y), point);
    }
  }
});

test("a page turned by a quarter is displayed with its sides exchanged", () => {
  assert.deepEqual(pages.map((page) => displaySize(page).width), [300, 500, 300, 500]);
});

test("a place on screen is a point of the displayed page, kept inside it", () => {
  const page = pages[1];
  const rect = { left: 100, top: 50, width: 1000, height: 600 };
  assert.deepEqual(fromScreen(page, rect, 100, 50), [0, 0]);
  assert.deepEqual(fromScreen(page, rect, 1100, 650), [500, 300]);
  assert.deepEqual(fromScreen(page, rect, 351, 111), [125.5, 30.5]);
  assert.deepEqual(fromScreen(page, rect, 5, 9999), [0, 300]);
  assert.deepEqual(toScreen(page, rect, [125.5, 30.5]), { x: 351, y: 111 });
});

test("distance to a segment counts from its ends beyond them", () => {
  assert.equal(distanceToSegment([5, 3], [0, 0], [10, 0]), 3);
  assert.equal(distanceToSegment([13, 4], [0, 0], [10, 0]), 5);
  assert.equal(distanceToSegment([3, 4], [0, 0], [0, 0]), 5);
});

test("simplifying drops what lies on the line and keeps every point within the tolerance", () => {
  assert.deepEqual(simplify([[0, 0], [5, 0.1], [10, 0]], 0.2), [[0, 0], [10, 0]]);
  assert.deepEqual(simplify([[0, 0], [5, 3], [10, 0]], 0.2), [[0, 0], [5, 3], [10, 0]]);
  const wave = Array.from({ length: 400 }, (_, i) => [i / 4, 20 * Math.sin(i / 30)]);
  const kept = simplify(wave, 0.2);
  assert.ok(kept.length < 80, `${kept.length} of 400 kept`);
  for (const point of wave) {
    const nearest = Math.min(...kept.slice(1).map((end, i) => distanceToSegment(point, kept[i], end)));
    assert.ok(nearest <= 0.2 + 1e-9);
  }
});

test("a dot keeps two points, so that it is drawn", () => {
  assert.deepEqual(simplify([[7, 7]], 0.2), [[7, 7], [7.1, 7]]);
  assert.deepEqual(simplify([], 0.2), []);
});
