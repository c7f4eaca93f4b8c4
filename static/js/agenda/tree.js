/**
 * Where a dragged item lands. Pure. The agenda is a list, each item before its sub-items; levels count from 0.
 * @typedef {{id: string, level: number}} Branch
 */

export const DEEPEST = 2;

/** @param {Branch[]} branches @param {number} index @returns {number} the index behind its last sub-item */
export function endOf(branches, index) {
  let end = index + 1;
  while (end < branches.length && branches[end].level > branches[index].level) end += 1;
  return end;
}

/**
 * @param {Branch[]} branches
 * @param {string} id what is dragged, with all that lies in it
 * @param {string | null} before the item it is put before; null: at the end
 * @param {number} level how deep it is held
 * @returns {Branch[]} the agenda afterwards, the same one when it cannot lie there
 */
export function dropped(branches, id, before, level) {
  const start = branches.findIndex((branch) => branch.id === id);
  const end = endOf(branches, start);
  const block = branches.slice(start, end);
  if (start < 0 || block.some((branch) => branch.id === before)) before = branches[end]?.id ?? null;
  const rest = [...branches.slice(0, start), ...branches.slice(end)];
  const place = before === null ? rest.length : rest.findIndex((branch) => branch.id === before);
  const depth = Math.max(...block.map((branch) => branch.level)) - block[0].level;
  const least = rest[place]?.level ?? 0;
  const most = Math.min(place ? rest[place - 1].level + 1 : 0, DEEPEST - depth);
  if (least > most) return branches;
  const by = Math.min(Math.max(level, least), most) - block[0].level;
  return [...rest.slice(0, place), ...block.map((branch) => ({ ...branch, level: branch.level + by })), ...rest.slice(place)];
}

/** @param {Branch[]} a @param {Branch[]} b @returns {boolean} */
export function same(a, b) {
  return a.length === b.length && a.every((branch, place) => branch.id === b[place].id && branch.level === b[place].level);
}
