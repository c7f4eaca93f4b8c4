// @ts-check
/**
 * Which papers this tablet fetches before they are asked for: those of the next item first, then of the items after it,
 * last what has been dealt with. Pure.
 * @param {{agenda: {id: string, papers: {version_id: string, state: string}[]}[]}} meeting
 * @param {string | null} itemId the item the room is at
 * @returns {string[]} versions that can be read
 */
export function ahead(meeting, itemId) {
  const items = meeting.agenda;
  const now = items.findIndex((item) => item.id === itemId);
  const order = now < 0 ? items : [...items.slice(now + 1), ...items.slice(0, now + 1)];
  const found = order.flatMap((item) => item.papers.filter((paper) => paper.state === "ready").map((paper) => paper.version_id));
  return [...new Set(found)];
}
