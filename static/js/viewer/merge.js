// @ts-check
/**
 * How a copy of the marks takes in what the server says: one pure function, told by the table tests/merging.json.
 * Taken in any order and any number of times, the same words of the server lead to the same copy, because of any two
 * there is always the same winner: a removal, then the higher revision, then the later text (a tie the server, which
 * numbers what it accepts, never lets happen).
 * @typedef {import("./types").Annotation} Annotation
 * @typedef {{id: string, deleted: true}} Gone what is left of a removed mark
 */

/** JSON with sorted keys: equal objects give equal text. @param {unknown} value @returns {string} */
export function canonical(value) {
  return JSON.stringify(value, (_key, inner) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/**
 * @param {Annotation | Gone | null} known
 * @param {Annotation | Gone} said
 * @returns {Annotation | Gone} `known` itself when nothing changes
 */
export function merge(known, said) {
  if (known?.deleted) return known;
  if (said.deleted) return { id: said.id, deleted: true };
  if (!known) return said;
  if (said.revision !== known.revision) return said.revision > known.revision ? said : known;
  return canonical(said) > canonical(known) ? said : known;
}
