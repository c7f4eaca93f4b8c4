/**
 * The votes of a meeting as the desk looks at them: each slate is one group, in the order of its sheet. Pure.
 * @typedef {{open: any[], prepared: any[][], last: any[]}} Votes `last`: what was closed or voided most recently on the
 *   item under discussion; empty lists where there is nothing
 */

/** @param {any} meeting @returns {Votes} */
export function votesOf(meeting) {
  const here = meeting.votes.filter((/** @type {any} */ v) => v.item_id === meeting.current_item_id);
  const over = grouped(here.filter((/** @type {any} */ v) => (v.state === "closed" && v.outcome) || (v.state === "voided" && v.opened_at)));
  return {
    open: grouped(meeting.votes.filter((/** @type {any} */ v) => v.state === "open"))[0] ?? [],
    prepared: grouped(here.filter((/** @type {any} */ v) => v.state === "prepared")),
    last: over.sort((a, b) => endOf(b) - endOf(a))[0] ?? [],
  };
}

/** @param {any[]} votes @returns {any[][]} */
export function grouped(votes) {
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const vote of votes) groups.set(vote.slate_id ?? vote.id, [...(groups.get(vote.slate_id ?? vote.id) ?? []), vote]);
  return [...groups.values()].map((group) => group.sort((a, b) => (a.slate_position ?? 0) - (b.slate_position ?? 0)));
}

/** @param {any[]} group @returns {number} when it ended */
function endOf(group) {
  return Math.max(...group.map((vote) => Date.parse(vote.closed_at ?? vote.voided_at ?? "") || 0));
}
