/**
 * Where this tablet reads, and where the room is. Pure.
 * A new item or page carries along only those who follow; turning a page oneself breaks off.
 *
 * @typedef {{itemId: string|null, versionId: string|null, page: number}} Place
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

/** @param {Place} a @param {Place} b */
export function same(a, b) {
  return a.itemId === b.itemId && a.versionId === b.versionId && a.page === b.page;
}
