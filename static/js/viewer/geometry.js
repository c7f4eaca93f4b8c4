// @ts-check
/**
 * Coordinates. Page space (the wire): points, origin top-left of the page as displayed, y down.
 * Viewer space (EmbedPDF): the same page with /Rotate taken off. A quarter turn is clockwise.
 * @typedef {import("./types").Point} Point
 * @typedef {import("./types").Quad} Quad
 * @typedef {import("./types").PageBox} PageBox
 */

/** Size of the page as displayed, in points. @param {PageBox} page */
export function displaySize(page) {
  return page.rotation % 2 ? { width: page.height, height: page.width } : { width: page.width, height: page.height };
}

/** Viewer space to page space. @param {PageBox} page @param {number} x @param {number} y @returns {Point} */
export function toPageSpace(page, x, y) {
  switch (page.rotation % 4) {
    case 1: return [page.height - y, x];
    case 2: return [page.width - x, page.height - y];
    case 3: return [y, page.width - x];
    default: return [x, y];
  }
}

/** Page space to viewer space. @param {PageBox} page @param {Point} point @returns {{x: number, y: number}} */
export function toViewerSpace(page, [x, y]) {
  switch (page.rotation % 4) {
    case 1: return { x: y, y: page.height - x };
    case 2: return { x: page.width - x, y: page.height - y };
    case 3: return { x: page.width - y, y: x };
    default: return { x, y };
  }
}

/** The smallest upright quad holding two corners. @param {Point} a @param {Point} b @returns {Quad} */
export function quadOf([ax, ay], [bx, by]) {
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/**
 * Screen to page space. `rect` is the page on screen; the result is kept inside the page.
 * @param {PageBox} page @param {{left: number, top: number, width: number, height: number}} rect
 * @param {number} clientX @param {number} clientY @returns {Point}
 */
export function fromScreen(page, rect, clientX, clientY) {
  const size = displaySize(page);
  return [
    hundredth(clamp(((clientX - rect.left) / rect.width) * size.width, 0, size.width)),
    hundredth(clamp(((clientY - rect.top) / rect.height) * size.height, 0, size.height)),
  ];
}

/**
 * Page space to screen.
 * @param {PageBox} page @param {{left: number, top: number, width: number, height: number}} rect
 * @param {Point} point @returns {{x: number, y: number}}
 */
export function toScreen(page, rect, [x, y]) {
  const size = displaySize(page);
  return { x: rect.left + (x / size.width) * rect.width, y: rect.top + (y / size.height) * rect.height };
}

/** @param {number} value @param {number} low @param {number} high */
export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/** A hundredth of a point is far below what a pen or a printer resolves. @param {number} value */
export function hundredth(value) {
  return Math.round(value * 100) / 100;
}

/** Distance of `p` from the segment a–b. @param {Point} p @param {Point} a @param {Point} b */
export function distanceToSegment([px, py], [ax, ay], [bx, by]) {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : clamp(((px - ax) * dx + (py - ay) * dy) / length, 0, 1);
  return Math.hypot(px - (ax + t * dx), py - (ay + t * dy));
}

/**
 * Drops points that lie within `tolerance` of the line through their neighbours (Ramer–Douglas–Peucker).
 * A dot keeps two points, for a path of one draws nothing.
 * @param {Point[]} points @param {number} tolerance points (1/72 in) @returns {Point[]}
 */
export function simplify(points, tolerance) {
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last) return [];
  if (points.length === 1) return [first, [hundredth(first[0] + 0.1), first[1]]];
  const keep = new Set([0, points.length - 1]);
  /** @type {[number, number][]} */
  const spans = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const far = farthest(points, span[0], span[1]);
    if (far.distance <= tolerance) continue;
    keep.add(far.index);
    spans.push([span[0], far.index], [far.index, span[1]]);
  }
  return points.filter((_, index) => keep.has(index));
}

/** @param {Point[]} points @param {number} from @param {number} to */
function farthest(points, from, to) {
  const far = { index: from, distance: 0 };
  for (let i = from + 1; i < to; i += 1) {
    const distance = distanceToSegment(/** @type {Point} */ (points[i]), /** @type {Point} */ (points[from]), /** @type {Point} */ (points[to]));
    if (distance > far.distance) Object.assign(far, { index: i, distance });
  }
  return far;
}
