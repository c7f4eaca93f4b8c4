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
  return type === "meeting.changed" || type === "paper.ready" || type === "session.changed";
}

/** @type {Record<string, (screen: Screen, payload: any) => Screen>} */
const CHANGES = {
  "session.changed": (screen, { state, clock }) => withClocks({ ...screen, state }, clock ? [clock] : []),
  "agenda.moved": (screen, { item_id, version_id, page, clocks }) => withClocks(moved(screen, item_id, version_id, page), clocks),
  "page.turned": (screen, { item_id, version_id, page }) => moved(screen, item_id, version_id, page),
  "quorum.changed": (screen, { attendance }) => ({ ...screen, attendance }),
  "vote.opened": (screen, { vote }) => ({ ...screen, vote: newer(screen.vote, vote) }),
  "vote.turnout": (screen, { vote_id, cast, entitled }) =>
    screen.vote?.id === vote_id ? { ...screen, vote: { ...screen.vote, cast: Math.max(cast, screen.vote.cast), entitled } } : screen,
  "vote.closed": (screen, { vote }) => ({ ...screen, vote: newer(screen.vote, vote) }),
};

/**
 * Going on, to another item or page, puts the last result away; an open vote stays.
 * @param {Screen} screen
 * @param {string} itemId
 * @param {string | null} versionId
 * @param {number} page
 */
function moved(screen, itemId, versionId, page) {
  const item = screen.agenda.find((/** @type {any} */ i) => i.id === itemId);
  const vote = screen.vote?.state === "open" ? screen.vote : null;
  return { ...screen, vote, current_item_id: itemId, current_version_id: item?.title ? versionId : null, current_page: page };
}

/** A vote that has closed never opens again, whatever comes late. @param {any} known @param {any} vote */
function newer(known, vote) {
  return known?.id === vote.id && known.state === "closed" && vote.state !== "closed" ? known : vote;
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
 * @returns {{rows: {name: "yes" | "no" | "other" | "missing", count: number, share: number}[], needed: number}} shares in percent
 */
export function bars(outcome) {
  const share = (/** @type {number} */ count) => (outcome.base_count ? Math.round((1000 * count) / outcome.base_count) / 10 : 0);
  const counts = { yes: outcome.yes, no: outcome.no, other: outcome.other, missing: outcome.base_count - outcome.cast };
  const rows = /** @type {["yes" | "no" | "other" | "missing", number][]} */ (Object.entries(counts)).map(([name, count]) => ({ name, count: Math.max(0, count), share: share(Math.max(0, count)) }));
  return { rows, needed: share(outcome.needed) };
}
