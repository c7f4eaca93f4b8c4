/**
 * The meeting as a page knows it, kept up to date by events. Pure: old state + event = new state.
 * Events carry absolute values, so applying one twice changes nothing.
 *
 * @typedef {import("../live/subscription.js").LiveEvent} LiveEvent
 * @typedef {any} Meeting the API's MeetingOut
 */

/**
 * @param {Meeting} meeting
 * @param {LiveEvent} event
 * @returns {Meeting}
 */
export function reduce(meeting, event) {
  const change = CHANGES[event.type];
  return change ? change(meeting, event.payload) : meeting;
}

/** @param {LiveEvent} event @returns {boolean} whether the state has to be loaded again */
export function needsReload(event) {
  return event.type === "meeting.changed" || event.type === "paper.ready" || event.type === "paper.failed";
}

/** @type {Record<string, (meeting: Meeting, payload: any) => Meeting>} */
const CHANGES = {
  "session.changed": (meeting, { state, clock }) => withClocks({ ...meeting, state }, clock ? [clock] : []),
  "agenda.moved": (meeting, { item_id, version_id, page, clocks }) =>
    withClocks(withPlace(meeting, item_id, version_id, page), clocks),
  "page.turned": (meeting, { item_id, version_id, page }) => withPlace(meeting, item_id, version_id, page),
  "attendance.changed": (meeting, { participant_id, here, at, attendance }) => ({
    ...meeting,
    attendance,
    participants: meeting.participants.map((/** @type {any} */ p) =>
      p.id === participant_id ? { ...p, present: here, arrived_at: here ? (p.arrived_at ?? at) : null } : p,
    ),
    me: meeting.me?.id === participant_id ? { ...meeting.me, present: here, arrived_at: here ? (meeting.me.arrived_at ?? at) : null } : meeting.me,
  }),
  "quorum.changed": (meeting, { attendance }) => ({ ...meeting, attendance }),
  "vote.prepared": (meeting, { vote }) => withVote(meeting, vote),
  "vote.opened": (meeting, { vote, entitled }) =>
    withVote(meeting, { ...vote, may_cast: entitled.includes(meeting.me?.id) }),
  "vote.turnout": (meeting, { vote_id, cast, entitled }) => {
    const known = meeting.votes.find((/** @type {any} */ v) => v.id === vote_id);
    return known ? withVote(meeting, { ...known, cast: Math.max(cast, known.cast), entitled }) : meeting;
  },
  "vote.closed": (meeting, { vote }) => withVote(meeting, { ...vote, may_cast: false }),
  "conclusion.recorded": (meeting, { conclusion }) => withConclusions(meeting, [conclusion]),
  "conclusions.issued": (meeting, { conclusions }) => withConclusions(meeting, conclusions),
};

/**
 * Where the room is. Of an item that the reader's agenda does not have, the paper is not theirs either.
 * @param {Meeting} meeting
 * @param {string} itemId
 * @param {string | null} versionId
 * @param {number} page
 */
function withPlace(meeting, itemId, versionId, page) {
  const known = meeting.agenda.some((/** @type {any} */ item) => item.id === itemId);
  return { ...meeting, current_item_id: itemId, current_version_id: known ? versionId : null, current_page: page };
}

/**
 * @param {Meeting} meeting
 * @param {{item_id: string, state: string, started_at: string|null, spent_seconds: number}[]} clocks
 */
function withClocks(meeting, clocks) {
  const byItem = new Map(clocks.map((clock) => [clock.item_id, clock]));
  const agenda = meeting.agenda.map((/** @type {any} */ item) => {
    const clock = byItem.get(item.id);
    if (!clock) return item;
    return { ...item, state: clock.state, started_at: clock.started_at, spent_seconds: clock.spent_seconds };
  });
  return { ...meeting, agenda };
}

/**
 * The reader's own ballot is never part of an event: what is known of it stays.
 * @param {Meeting} meeting
 * @param {any} vote
 */
function withVote(meeting, vote) {
  const known = meeting.votes.find((/** @type {any} */ v) => v.id === vote.id);
  if (known?.state === "closed" && vote.state !== "closed") return meeting;
  const merged = { ...vote, my_ballot: vote.my_ballot ?? known?.my_ballot ?? null };
  if (merged.my_ballot) merged.may_cast = false;
  return { ...meeting, votes: replaced(meeting.votes, merged) };
}

/**
 * @param {Meeting} meeting
 * @param {any[]} conclusions
 */
function withConclusions(meeting, conclusions) {
  return { ...meeting, conclusions: conclusions.reduce(replaced, meeting.conclusions) };
}

/**
 * @param {any[]} list
 * @param {any} thing
 */
function replaced(list, thing) {
  return list.some((other) => other.id === thing.id)
    ? list.map((other) => (other.id === thing.id ? thing : other))
    : [...list, thing];
}
