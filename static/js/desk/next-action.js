import { queueOf } from "../room/speaking.js";

/**
 * The one next action of the desk. Pure: the same meeting always leads to the same action.
 *
 * @typedef {"open-session" | "resume" | "push" | "prepare-vote" | "open-vote" | "close-vote" | "count-paper" | "give-floor" | "conclude" | "record" | "save"
 *   | "issue" | "state" | "close-session" | "minutes" | "none"} Act
 * @typedef {{act: Act, item?: any, vote?: any, turn?: any}} NextAction
 * @typedef {{voteReady: boolean, conclusionReady: boolean, another?: boolean, edited?: any}} Written what is written on the desk
 *   for the current item; `another`: one more question, which goes before those that were prepared; `edited`: the recorded draft being changed, which comes before anything new
 */

/** @type {Record<string, Act>} */
const BY_STATE = { called: "open-session", paused: "resume", closed: "minutes" };

/**
 * @param {any} meeting the API's MeetingOut
 * @param {Written} written
 * @returns {NextAction}
 */
export function nextAction(meeting, written) {
  if (written.edited && !meeting.votes.some((/** @type {any} */ v) => v.state === "open")) return { act: "save", item: written.edited };
  if (meeting.state !== "in_session") return { act: BY_STATE[meeting.state] ?? "none" };
  const vote = meeting.votes.find((/** @type {any} */ v) => v.state === "open");
  if (vote) return { act: vote.on_paper ? "count-paper" : "close-vote", vote };
  const item = meeting.agenda.find((/** @type {any} */ i) => i.id === meeting.current_item_id);
  return (item && onItem(meeting, item, written)) ?? elsewhere(meeting, item);
}

/**
 * Whoever waits speaks first, unless the question of the vote is being looked at. An item is put to the vote if it has a paper, then concluded, then its tasks are issued.
 * @param {any} meeting
 * @param {any} item
 * @param {Written} written
 * @returns {NextAction | null} null when nothing is left to do on it
 */
function onItem(meeting, item, written) {
  const of = (/** @type {any[]} */ things) => things.filter((thing) => thing.item_id === item.id);
  const votes = of(meeting.votes).filter((vote) => vote.state !== "voided");
  const conclusions = of(meeting.conclusions);
  if (written.conclusionReady) return { act: "record", item };
  const prepared = written.another ? undefined : votes.find((vote) => vote.state === "prepared");
  if (written.voteReady && (written.another || !conclusions.length)) return { act: "open-vote", item, vote: prepared };
  const turn = queueOf(meeting, "speak")[0] ?? queueOf(meeting, "question")[0];
  if (turn) return { act: "give-floor", turn };
  if (prepared) return { act: "open-vote", item, vote: prepared };
  const drafts = conclusions.filter((conclusion) => conclusion.state === "draft");
  if (drafts.length) return { act: drafts.some((draft) => draft.gives_task) ? "issue" : "state", item };
  if (conclusions.length) return null;
  if (votes.length) return { act: "conclude", item };
  return item.papers.length ? { act: "prepare-vote", item } : null;
}

/**
 * @param {any} meeting
 * @param {any} item the current one, if any
 * @returns {NextAction}
 */
function elsewhere(meeting, item) {
  const next = nextItem(meeting, item);
  return next ? { act: "push", item: next } : { act: "close-session" };
}

/**
 * @param {any} meeting
 * @param {any} item the current one, if any
 * @returns {any} the next item nobody has discussed yet, first those after `item`
 */
export function nextItem(meeting, item) {
  const open = meeting.agenda.filter((/** @type {any} */ i) => i.state === "pending" && i.id !== item?.id);
  return open.find((/** @type {any} */ i) => !item || i.position > item.position) ?? open[0];
}
