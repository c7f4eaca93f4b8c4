/** A hall of tablets hears of a change in the same moment; within this time (ms) each asks for it in turn. */
export const SPREAD_MS = 1500;

/**
 * How long one tablet waits before it asks. Pure.
 * @param {number} chance from 0 up to 1, a fresh one each time
 * @returns {number} whole milliseconds from 0 to SPREAD_MS
 */
export function spread(chance) {
  return Math.round(Math.min(Math.max(chance, 0), 1) * SPREAD_MS);
}
