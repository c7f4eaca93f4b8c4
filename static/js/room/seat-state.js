import { turnOf } from "./speaking.js";

/**
 * The seat map as a page knows it, kept up to date by events. Pure: old state + event = new state, twice is harmless.
 *
 * @typedef {import("../live/subscription.js").LiveEvent} LiveEvent
 * @typedef {any} SeatMap the API's SeatMapState
 * @typedef {"speaks" | "asked" | "voted" | "present" | "online" | "left" | "absent"} Standing
 */

/** @param {SeatMap} map @param {LiveEvent} event @returns {SeatMap} */
export function reduce(map, event) {
  const change = CHANGES[event.type];
  return change ? change(map, event.payload) : map;
}

/** @param {LiveEvent} event @returns {boolean} whether the state has to be loaded again */
export function needsReload(event) {
  if (event.type === "vote.opened" && event.payload.vote.circulated > 0) return true;
  return ["meeting.changed", "seating.changed", "session.changed", "agenda.moved"].includes(event.type);
}

/** @type {Record<string, (map: SeatMap, payload: any) => SeatMap>} */
const CHANGES = {
  "session.changed": (map, { state }) => ({ ...map, state }),
  "agenda.moved": (map, { item_id }) => ({ ...map, current_item_id: item_id }),
  "quorum.changed": (map, { attendance }) => ({ ...map, attendance }),
  "attendance.changed": (map, { participant_id, here, online = false, at, attendance }) => ({
    ...map,
    attendance,
    people: map.people.map((/** @type {any} */ p) =>
      p.id === participant_id ? { ...p, present: here, online: here && online, arrived_at: here ? at : null, left_at: here ? null : at } : p,
    ),
  }),
  "recusal.changed": (map, { item_id, participant_id, recused, attendance }) => {
    const others = map.recusals.filter((/** @type {any} */ r) => r.item_id !== item_id || r.participant_id !== participant_id);
    return { ...map, attendance, recusals: recused ? [...others, { item_id, participant_id }] : others };
  },
  "speaking.changed": (map, { speaking }) => ({ ...map, speaking }),
  "vote.opened": (map, { vote }) => (map.vote?.id === vote.id ? map : { ...map, vote: { id: vote.id, item_id: vote.item_id, voted: [] } }),
  "vote.turnout": (map, { vote_id, participant_id }) => {
    if (map.vote?.id !== vote_id || !participant_id || map.vote.voted.includes(participant_id)) return map;
    return { ...map, vote: { ...map.vote, voted: [...map.vote.voted, participant_id] } };
  },
  "vote.closed": (map, { vote }) => (map.vote?.id === vote.id ? { ...map, vote: null } : map),
};

/** Somebody's ballot waits in the room. @param {SeatMap} map @param {any} person @returns {boolean} */
export function votesNow(map, person) {
  return Boolean(map.vote && person?.entitled && person.present && !map.vote.voted.includes(person.id));
}

/** @param {SeatMap} map @param {any} person @returns {Standing} */
export function standing(map, person) {
  const turn = person.present ? turnOf(map, person.id) : null;
  if (turn) return turn === "floor" ? "speaks" : "asked";
  if (person.present && map.vote?.voted.includes(person.id)) return "voted";
  if (person.present) return person.online ? "online" : "present";
  return person.left_at ? "left" : "absent";
}

/** Whether somebody stands back from the current item. @param {SeatMap} map @param {string} personId */
export function standsBack(map, personId) {
  return map.recusals.some((/** @type {any} */ r) => r.participant_id === personId && r.item_id === map.current_item_id);
}

/** How many are how. @param {SeatMap} map @returns {Record<Standing, number>} */
export function counts(map) {
  const found = { speaks: 0, asked: 0, voted: 0, present: 0, online: 0, left: 0, absent: 0 };
  for (const person of map.people) found[standing(map, person)] += 1;
  return found;
}

/** The given name with the word before it: "Hoàng Tuyết Mai" is called "Tuyết Mai". @param {string} name */
export function shortName(name) {
  return name.trim().split(/\s+/).slice(-2).join(" ");
}
