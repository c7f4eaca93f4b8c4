// @ts-check
/** What of a browser's storage is ours: every key and every base of ours begins so. */
export const OURS = "ecabinet-";

/** The base of unsent marks. */
export const MARKS = `${OURS}marks`;

/** The base of papers kept to read without network. */
export const KEPT = `${OURS}kept`;

/** @param {readonly string[]} names @returns {string[]} those that are ours */
export function ours(names) {
  return names.filter((name) => name.startsWith(OURS));
}
