/**
 * The papers a reader may cast: in each open vote one's own, and one for each person whose proxy the reader is; the
 * votes of a slate stand on one sheet. Pure.
 * @typedef {{participant_id: string, name: string, weight: number, reason: string, ballot: any}} Behalf
 */

/** The same vote as it is asked on behalf of somebody; null: for oneself. @param {any} vote @param {Behalf | null} behalf */
export function asPaper(vote, behalf) {
  if (!behalf) return vote;
  const known = vote.on_behalf?.find((/** @type {Behalf} */ one) => one.participant_id === behalf.participant_id) ?? behalf;
  return { ...vote, behalf: known, my_weight: known.weight, my_ballot: known.ballot, may_cast: vote.state === "open" && !known.ballot };
}

/** @param {any} vote @returns {any[]} one's own paper, then those for others */
export function papersOf(vote) {
  const own = vote.may_cast || vote.my_ballot || vote.in_box ? [vote] : [];
  return [...own, ...(vote.on_behalf ?? []).map((/** @type {Behalf} */ behalf) => asPaper(vote, behalf))];
}

/** @param {any} paper @returns {string} the same for the same vote and person */
export function keyOf(paper) {
  return `${paper.id}:${paper.behalf?.participant_id ?? ""}`;
}

/**
 * What lies before the reader now: single papers, and sheets of a slate.
 * @param {any[]} votes @returns {{key: string, papers: any[], mayCast: boolean}[]}
 */
export function sheetsOf(votes) {
  const papers = votes.filter((vote) => vote.state === "open" && !vote.on_paper).flatMap(papersOf);
  /** @type {Map<string, any[]>} */
  const sheets = new Map();
  for (const paper of papers) {
    const key = paper.slate_id ? `${paper.slate_id}:${paper.behalf?.participant_id ?? ""}` : keyOf(paper);
    sheets.set(key, [...(sheets.get(key) ?? []), paper]);
  }
  const found = [...sheets].map(([key, group]) => ({ key, papers: group.sort((a, b) => a.slate_position - b.slate_position), mayCast: group.some((paper) => paper.may_cast) }));
  return [...found.filter((sheet) => !sheet.papers[0].behalf), ...found.filter((sheet) => sheet.papers[0].behalf)];
}

/** What the server recorded, put where the reader's own part of the vote is kept. @param {any} vote @param {any} receipt */
export function withReceipt(vote, { behalf_of, choice, text, chosen, cast_at, in_box }) {
  if (in_box) return { ...vote, in_box, may_cast: false };
  const ballot = { choice, text, chosen, cast_at };
  if (!behalf_of) return { ...vote, my_ballot: ballot, may_cast: false };
  const on_behalf = vote.on_behalf.map((/** @type {Behalf} */ one) => (one.participant_id === behalf_of ? { ...one, ballot } : one));
  return { ...vote, on_behalf };
}
