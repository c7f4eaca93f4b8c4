/**
 * Where this tablet reads, and where the room is. Pure.
 * A new item or page carries along only those who follow; turning a page oneself breaks off.
 *
 * @typedef {{left: number, top: number, zoom: number}} View which part of a page, as shares of it
 * @typedef {{itemId: string|null, versionId: string|null, page: number, view?: View | null}} Place
 * @typedef {{following: boolean, room: Place, here: Place}} Reading
 */

/** @param {Place} room @returns {Reading} */
export function begin(room) {
  return { following: true, room, here: room };
}

/** The room moved. @param {Reading} reading @param {Place} room @returns {Reading} */
export function roomMoved(reading, room) {
  return { ...reading, room, here: reading.following ? room : reading.here };
}

/**
 * This person went elsewhere. While the room is nowhere yet there is nothing to break away from.
 * @param {Reading} reading
 * @param {Place} here
 * @returns {Reading}
 */
export function wentTo(reading, here) {
  const together = reading.room.itemId === null || same(here, reading.room);
  return { ...reading, here, following: reading.following && together };
}

/** Break away in place. @param {Reading} reading @returns {Reading} */
export function breakAway(reading) {
  return { ...reading, following: false };
}

/** Come back to where the room is. @param {Reading} reading @returns {Reading} */
export function comeBack(reading) {
  return { ...reading, following: true, here: reading.room };
}

/** Whether two places show the same part of their page. @param {Place} a @param {Place} b */
export function sameView({ view: a }, { view: b }) {
  return a?.left === b?.left && a?.top === b?.top && a?.zoom === b?.zoom;
}

/** @param {Place} a @param {Place} b */
export function same(a, b) {
  return a.itemId === b.itemId && a.versionId === b.versionId && a.page === b.page;
}
