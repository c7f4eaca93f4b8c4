/**
 * A room's drawing while it is edited. Pure: drawing + deed = new drawing. Lengths are steps of the grid (meetings/drawing.py).
 *
 * @typedef {{number: string, x: number, y: number}} Seat
 * @typedef {{x: number, y: number, width: number, height: number, round: boolean}} Table
 * @typedef {{width: number, height: number, seats: Seat[], tables: Table[]}} Drawing
 * @typedef {{kind: "seat" | "table", index: number}} Part
 */

export const SEAT = Object.freeze({ width: 4, height: 2 });
const LONGEST = 400;
const MOST_SEATS = 1000;

/** @param {Drawing} drawing @param {Part} part @returns {Seat | Table | undefined} */
export function partOf(drawing, { kind, index }) {
  return kind === "seat" ? drawing.seats[index] : drawing.tables[index];
}

/** Move a part by so many steps; it never leaves the sheet. @param {Drawing} drawing @param {Part} part @param {number} dx @param {number} dy @returns {Drawing} */
export function moved(drawing, part, dx, dy) {
  return changed(drawing, part, (/** @type {any} */ one) => {
    const { width, height } = { ...SEAT, ...one };
    return { ...one, x: within(one.x + dx, LONGEST - width), y: within(one.y + dy, LONGEST - height) };
  });
}

/** @param {Drawing} drawing @param {Part} part @returns {Drawing} */
export function removed(drawing, { kind, index }) {
  const rest = (/** @type {any[]} */ list) => list.filter((_, at) => at !== index);
  return kind === "seat" ? { ...drawing, seats: rest(drawing.seats) } : { ...drawing, tables: rest(drawing.tables) };
}

/** A new part stands in the next free place below all others. @param {Drawing} drawing @param {"seat" | "table"} kind @returns {{drawing: Drawing, part: Part}} */
export function added(drawing, kind) {
  const y = within(extent(drawing).height, LONGEST - 2);
  if (kind === "table") {
    const table = { x: 0, y, width: 8, height: 2, round: false };
    return { drawing: { ...drawing, tables: [...drawing.tables, table] }, part: { kind, index: drawing.tables.length } };
  }
  if (drawing.seats.length >= MOST_SEATS) return { drawing, part: { kind, index: drawing.seats.length - 1 } };
  const seat = { number: freeNumber(drawing.seats), x: 0, y };
  return { drawing: { ...drawing, seats: [...drawing.seats, seat] }, part: { kind, index: drawing.seats.length } };
}

/** Another seat with this number gets the number that is left. @param {Drawing} drawing @param {number} index @param {string} number @returns {Drawing} */
export function numbered(drawing, index, number) {
  const wanted = number.trim();
  const before = drawing.seats[index]?.number;
  if (!wanted || before === undefined) return drawing;
  const seats = drawing.seats.map((seat, at) => (at === index ? { ...seat, number: wanted } : seat.number === wanted ? { ...seat, number: before } : seat));
  return { ...drawing, seats };
}

/** Number from 1, row by row from the front, left to right. @param {Drawing} drawing @returns {Drawing} */
export function renumbered(drawing) {
  const seats = [...drawing.seats].sort((a, b) => a.y - b.y || a.x - b.x).map((seat, at) => ({ ...seat, number: String(at + 1) }));
  return { ...drawing, seats };
}

/** The sheet as large as what stands on it. @param {Drawing} drawing @returns {Drawing} */
export function trimmed(drawing) {
  return { ...drawing, ...extent(drawing) };
}

/** @param {Drawing} drawing @returns {{width: number, height: number}} */
export function extent({ seats, tables }) {
  const boxes = [...seats.map((seat) => ({ ...seat, ...SEAT })), ...tables];
  return {
    width: Math.max(SEAT.width, ...boxes.map((box) => box.x + box.width)),
    height: Math.max(SEAT.height, ...boxes.map((box) => box.y + box.height)),
  };
}

/** @param {Drawing} drawing @param {Part} part @param {(one: any) => any} change @returns {Drawing} */
function changed(drawing, { kind, index }, change) {
  const put = (/** @type {any[]} */ list) => list.map((one, at) => (at === index ? change(one) : one));
  return kind === "seat" ? { ...drawing, seats: put(drawing.seats) } : { ...drawing, tables: put(drawing.tables) };
}

/** @param {Seat[]} seats */
function freeNumber(seats) {
  const taken = new Set(seats.map((seat) => seat.number));
  let number = seats.length + 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/** @param {number} value @param {number} most */
function within(value, most) {
  return Math.min(Math.max(value, 0), most);
}
