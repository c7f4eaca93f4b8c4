// @ts-check
/**
 * Places of words found, and which of them one is at. Pure.
 * @typedef {{page: number, nth: number, before: string, words: string, after: string}} Hit
 */

/** The first place from a page on, or the very first. @param {readonly Hit[]} hits @param {number} page */
export function nearest(hits, page) {
  const index = hits.findIndex((hit) => hit.page >= page);
  return index < 0 ? 0 : index;
}

/** The next or previous place, round the end. @param {number} now @param {1 | -1} step @param {number} count */
export function stepped(now, step, count) {
  return count === 0 ? 0 : (now + step + count) % count;
}

/** @param {readonly Hit[]} hits @returns {Set<number>} pages that have places */
export function pagesOf(hits) {
  return new Set(hits.map(({ page }) => page));
}
