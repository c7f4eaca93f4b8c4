// @ts-check
/**
 * Works at one place that must not overlap. Each is told when all before it have ended, well or badly.
 */

/** @type {WeakMap<object, Promise<unknown>>} */
const ends = new WeakMap();

/**
 * Starts `work` at once; what must not overlap it does after `before`.
 * @template T
 * @param {object} place
 * @param {(before: Promise<unknown>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function inTurn(place, work) {
  const before = ends.get(place) ?? Promise.resolve();
  const done = work(before);
  // A work given up early says nothing of those before it. What they came to is let go of, or papers put away stay for ever.
  ends.set(place, Promise.allSettled([before, done]).then(() => undefined));
  return done;
}
