/**
 * What the big screen shows, kept up to date by events. Pure. Nothing private ever comes in: the paper of an item for
 * members only is not shown, and a vote has no names and no choices before it closes.
 *
 * @typedef {import("../live/subscription.js").LiveEvent} LiveEvent
 * @typedef {any} Screen the API's ScreenState
 */

/** @param {Screen} screen @param {LiveEvent} event @returns {Screen} */
export function reduce(screen, event) {
  const change = CHANGES[event.type];
  return change ? change(screen, event.payload) : screen;
}

/** @param {LiveEvent} event */
export function needsReload({ type }) {
  return type === "meeting.changed" || type === "paper.ready" || type === "paper.recalled" || type === "paper.restored" || type === "session.changed";
}

/** @type {Record<string, (screen: Screen, payload: any) => Screen>} */
const CHANGES = {
  "session.changed": (screen, { state, clock }) => withClocks({ ...screen, state }, clock ? [clock] : []),
  "agenda.moved": (screen, { item_id, version_id, page, clocks }) => withClocks(moved(screen, item_id, version_id, page), clocks),
  "page.turned": (screen, { item_id, version_id, page }) => moved(screen, item_id, version_id, page),
  "conclusion.shown": (screen, { conclusion }) => {
    const open = votesOf(screen).some((vote) => vote.state === "open");
    return { ...screen, conclusion, vote: open || !conclusion ? screen.vote : null, slate: open || !conclusion ? screen.slate : [] };
  },
  "quorum.changed": (screen, { attendance }) => ({ ...screen, attendance }),
  "speaker.shown": (screen, { speaking }) => ({ ...screen, speaking }),
  "vote.opened": (screen, { vote }) => withVote(screen, vote),
  "vote.turnout": (screen, { vote_id, cast, entitled }) => {
    const known = votesOf(screen).find((vote) => vote.id === vote_id);
    return known ? withVote(screen, { ...known, cast: Math.max(cast, known.cast), entitled }) : screen;
  },
  "vote.closed": (screen, { vote }) => withVote(screen, vote),
  "vote.published": (screen, { vote }) => (vote.item_id === screen.current_item_id || isShown(screen, vote) ? withVote(screen, vote) : screen),
  "vote.voided": (screen, { vote }) => (isShown(screen, vote) ? withVote(screen, vote) : screen),
};

/** @param {Screen} screen @returns {any[]} the votes on the wall */
function votesOf({ vote, slate }) {
  return slate.length || !vote ? slate : [vote];
}

/** @param {Screen} screen @param {any} vote */
function isShown(screen, vote) {
  return votesOf(screen).some((known) => known.id === vote.id);
}

/** The vote with the others of its slate, in order; nothing when all were made in error. @param {Screen} screen @param {any} vote @returns {Screen} */
function withVote(screen, vote) {
  const { slate_id: slateId = null } = vote;
  const others = slateId ? screen.slate.filter((/** @type {any} */ v) => v.slate_id === slateId && v.id !== vote.id) : [];
  const shown = [...others, newer(votesOf(screen).find((known) => known.id === vote.id), vote)].sort((a, b) => a.slate_position - b.slate_position);
  const counts = shown.find(({ state }) => state !== "voided") ?? null;
  return { ...screen, conclusion: null, vote: counts, slate: slateId && counts ? shown : [] };
}

/**
 * Going on, to another item or page, puts the last result away; an open vote stays.
 * @param {Screen} screen
 * @param {string} itemId
 * @param {string | null} versionId
 * @param {number} page
 */
function moved(screen, itemId, versionId, page) {
  const item = screen.agenda.find((/** @type {any} */ i) => i.id === itemId);
  const open = votesOf(screen).some((vote) => vote.state === "open");
  return { ...screen, conclusion: null, vote: open ? screen.vote : null, slate: open ? screen.slate : [], current_item_id: itemId, current_version_id: item?.title ? versionId : null, current_page: page };
}

/** The steps of a vote go one way, whatever comes late. */
const STEPS = ["prepared", "open", "closed", "voided"];

/** @param {any} known the same vote @param {any} vote */
function newer(known, vote) {
  return known && STEPS.indexOf(vote.state) < STEPS.indexOf(known.state) ? known : vote;
}

/** @param {Screen} screen @param {{item_id: string, state: string, started_at: string | null, spent_seconds: number}[]} clocks */
function withClocks(screen, clocks) {
  const byItem = new Map(clocks.map((clock) => [clock.item_id, clock]));
  const agenda = screen.agenda.map((/** @type {any} */ item) => {
    const clock = byItem.get(item.id);
    return clock ? { ...item, state: clock.state, started_at: clock.started_at, spent_seconds: clock.spent_seconds } : item;
  });
  return { ...screen, agenda };
}

/**
 * The bars of a result: each count and its share of those the vote is taken from.
 * @param {any} outcome
 * @returns {{rows: {name: string, words?: string, elected?: boolean, count: number, share: number}[], needed: number}} shares in percent
 */
export function bars(outcome) {
  if (outcome.options?.length) return listBars(outcome);
  const share = (/** @type {number} */ count) => (outcome.base_count ? Math.round((1000 * count) / outcome.base_count) / 10 : 0);
  const counts = { yes: outcome.yes, no: outcome.no, other: outcome.other, missing: outcome.base_count - outcome.cast };
  const rows = /** @type {["yes" | "no" | "other" | "missing", number][]} */ (Object.entries(counts)).map(([name, count]) => ({ name, count: Math.max(0, count), share: share(Math.max(0, count)) }));
  return { rows, needed: share(outcome.needed) };
}

/** A list: most votes first, as many as the wall holds. @param {any} outcome */
function listBars(outcome, most = 8) {
  const share = (/** @type {number} */ count) => (outcome.base_count ? Math.round((1000 * count) / outcome.base_count) / 10 : 0);
  const ranked = [...outcome.options].sort((a, b) => b.votes - a.votes || a.position - b.position).slice(0, most);
  const rows = ranked.map(({ words, votes, elected }) => ({ name: elected ? "yes" : "no", words, elected, count: votes, share: share(votes) }));
  return { rows, needed: share(outcome.needed) };
}
