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
  const { type, payload } = event;
  // After the close the list says who was there at all, which nobody who stayed to the end has heard of everybody else.
  if (type === "session.changed") return payload.state === "closed";
  // Whoever has answered a circulation ballot that is counted too has a ballot in the vote already.
  return type === "meeting.changed" || type.startsWith("paper.") || (type === "vote.opened" && payload.vote.circulated > 0);
}

/** @type {Record<string, (meeting: Meeting, payload: any) => Meeting>} */
const CHANGES = {
  "session.changed": (meeting, { state, clock }) => withClocks({ ...meeting, state }, clock ? [clock] : []),
  "agenda.moved": (meeting, { item_id, version_id, page, clocks }) =>
    withClocks(withPlace(meeting, item_id, version_id, page, null), clocks),
  "page.turned": (meeting, { item_id, version_id, page, view }) => withPlace(meeting, item_id, version_id, page, view ?? null),
  "lead.handed": (meeting, { presenter_id }) => ({ ...meeting, presenter_id }),
  "attendance.changed": (meeting, { participant_id, here, online = false, at, attendance }) => ({
    ...meeting,
    attendance,
    participants: meeting.participants.map((/** @type {any} */ p) =>
      p.id === participant_id ? { ...p, present: here, online: here && online, arrived_at: here ? at : null } : p,
    ),
    me: meeting.me?.id === participant_id ? { ...meeting.me, present: here, online: here && online, arrived_at: here ? at : null } : meeting.me,
  }),
  "recusal.changed": (meeting, { item_id, participant_id, recused, attendance }) => {
    const others = meeting.recusals.filter((/** @type {any} */ r) => r.item_id !== item_id || r.participant_id !== participant_id);
    return { ...meeting, attendance, recusals: recused ? [...others, { item_id, participant_id }] : others };
  },
  "quorum.changed": (meeting, { attendance }) => ({ ...meeting, attendance }),
  "speaking.changed": (meeting, { speaking }) => ({ ...meeting, speaking: withinReach(meeting, speaking) ? speaking : nobody() }),
  "vote.prepared": (meeting, { vote }) => withVote(meeting, vote),
  "vote.opened": (meeting, { vote, entitled, proxies = [], weights = {} }) =>
    withVote(bare(meeting), { ...vote, may_cast: entitled.includes(meeting.me?.id), my_weight: weights[meeting.me?.id ?? ""] ?? 1, on_behalf: behalves(proxies, meeting.me?.id) }),
  "vote.turnout": (meeting, { vote_id, cast, entitled }) => {
    const known = meeting.votes.find((/** @type {any} */ v) => v.id === vote_id);
    return known ? withVote(meeting, { ...known, cast: Math.max(cast, known.cast), entitled }) : meeting;
  },
  "vote.closed": (meeting, { vote }) => withVote(bare(meeting), { ...vote, may_cast: false }),
  "vote.published": (meeting, { vote }) => withVote(bare(meeting), vote),
  "vote.voided": (meeting, { vote }) => withVote(bare(meeting), { ...vote, may_cast: false }),
  "conclusion.shown": (meeting, { conclusion }) => ({ ...meeting, shown_conclusion_id: conclusion?.id ?? null }),
  "conclusion.recorded": (meeting, { conclusion }) => withConclusions(meeting, [conclusion]),
  "conclusion.discarded": (meeting, { conclusion_id }) => ({ ...meeting, conclusions: meeting.conclusions.filter((/** @type {any} */ c) => c.id !== conclusion_id) }),
  "conclusions.issued": (meeting, { conclusions }) => withConclusions(meeting, conclusions),
};

/**
 * Where the room is. Of an item that the reader's agenda does not have, the paper is not theirs either.
 * @param {Meeting} meeting
 * @param {string} itemId
 * @param {string | null} versionId
 * @param {number} page
 * @param {{left: number, top: number, zoom: number} | null} view which part of the page
 */
function withPlace(meeting, itemId, versionId, page, view) {
  const known = meeting.agenda.some((/** @type {any} */ item) => item.id === itemId);
  return { ...meeting, shown_conclusion_id: null, current_item_id: itemId, current_version_id: known ? versionId : null, current_page: page, current_view: known ? view : null };
}

/** A vote takes the conclusion off the wall. @param {Meeting} meeting @returns {Meeting} */
function bare(meeting) {
  return { ...meeting, shown_conclusion_id: null };
}

/** Of an item that is not the reader's nobody is told who waits. @param {Meeting} meeting @param {{item_id: string | null}} speaking */
function withinReach(meeting, { item_id }) {
  return meeting.agenda.some((/** @type {any} */ item) => item.id === item_id);
}

/** What the API says where there is no queue. */
function nobody() {
  return { item_id: null, turns: [], spoken: 0 };
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

/** For whom else the reader casts. @param {any[]} proxies @param {string | undefined} me */
function behalves(proxies, me) {
  return proxies.filter(({ proxy_id }) => proxy_id === me).map(({ proxy_id, ...whose }) => ({ ...whose, ballot: null }));
}

/**
 * The reader's own ballot is never part of an event: what is known of it stays.
 * @param {Meeting} meeting
 * @param {any} vote
 */
function withVote(meeting, vote) {
  const known = meeting.votes.find((/** @type {any} */ v) => v.id === vote.id);
  if (over(known, vote)) return meeting;
  const outcome = vote.outcome ?? (vote.state === "closed" ? known?.outcome : null) ?? null;
  const merged = { ...vote, outcome, on_behalf: vote.on_behalf ?? known?.on_behalf ?? [], my_weight: vote.my_weight ?? known?.my_weight ?? 1, my_ballot: vote.my_ballot ?? known?.my_ballot ?? null, in_box: Boolean(vote.in_box || known?.in_box) };
  if (merged.my_ballot || merged.in_box) merged.may_cast = false;
  return { ...meeting, votes: replaced(meeting.votes, merged) };
}

/** A vote that has closed never opens again, and one that was voided stays so. @param {any} known @param {any} vote */
function over(known, vote) {
  if (known?.state === "voided") return vote.state !== "voided";
  return known?.state === "closed" && vote.state !== "closed" && vote.state !== "voided";
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
