/**
 * One ballot from choosing to the server's answer. Pure.
 * choosing → confirming → sending → recorded; an unanswered sending waits and is sent again under
 * the same request id, and until it is answered the choice cannot change.
 *
 * @typedef {"yes" | "no" | "other"} Choice
 * @typedef {{step: "choosing" | "confirming" | "sending" | "unanswered" | "recorded" | "refused",
 *   choice: Choice | null, text: string, chosen: number[] | null, requestId: string | null, castAt: string | null, message: string}} Ballot
 */

/** @type {Ballot} */
const EMPTY = { step: "choosing", choice: null, text: "", chosen: null, requestId: null, castAt: null, message: "" };

/**
 * @param {{choice: Choice | null, text: string, chosen?: number[] | null, cast_at: string} | null} mine
 * @param {boolean} [list] whether options are ticked; `chosen` then holds their positions, from 1
 * @returns {Ballot}
 */
export function begin(mine, list = false) {
  const empty = list ? { ...EMPTY, chosen: [] } : EMPTY;
  return mine ? { ...empty, step: "recorded", choice: mine.choice, text: mine.text, chosen: mine.chosen ?? empty.chosen, castAt: mine.cast_at } : empty;
}

/**
 * Tick an option or take the tick away. Of one alone the last tick counts; of several none beyond `most`.
 * @param {Ballot} ballot @param {number} position @param {number} most @returns {Ballot}
 */
export function tick(ballot, position, most) {
  if (ballot.step !== "choosing" || !ballot.chosen) return ballot;
  const had = ballot.chosen.includes(position);
  if (had) return { ...ballot, chosen: ballot.chosen.filter((n) => n !== position) };
  if (most === 1) return { ...ballot, chosen: [position] };
  return ballot.chosen.length < most ? { ...ballot, chosen: [...ballot.chosen, position].sort((a, b) => a - b) } : ballot;
}

/** Read the ticked ballot again before it is sent. @param {Ballot} ballot @param {number} least @returns {Ballot} */
export function review(ballot, least) {
  const ready = ballot.step === "choosing" && ballot.chosen && ballot.chosen.length >= least;
  return ready ? { ...ballot, step: "confirming", message: "" } : ballot;
}

/** @param {Ballot} ballot @param {Choice} choice @returns {Ballot} */
export function choose(ballot, choice) {
  return free(ballot) ? { ...ballot, step: "confirming", choice, message: "" } : ballot;
}

/** @param {Ballot} ballot @param {string} text @returns {Ballot} */
export function write(ballot, text) {
  return free(ballot) ? { ...ballot, text } : ballot;
}

/** @param {Ballot} ballot @returns {Ballot} */
export function reconsider(ballot) {
  return free(ballot) ? { ...ballot, step: "choosing", message: "" } : ballot;
}

/** Whether it can be sent: a choice, and for another opinion its words. @param {Ballot} ballot */
export function complete(ballot) {
  if (ballot.chosen) return true;
  return ballot.choice !== null && (ballot.choice !== "other" || ballot.text.trim() !== "");
}

/** @param {Ballot} ballot @param {string} requestId a fresh one; a retry keeps its first @returns {Ballot} */
export function send(ballot, requestId) {
  if (ballot.step === "unanswered") return { ...ballot, step: "sending" };
  if (ballot.step !== "confirming" || !complete(ballot)) return ballot;
  return { ...ballot, step: "sending", requestId };
}

/** @param {Ballot} ballot @param {string} castAt @returns {Ballot} */
export function recorded(ballot, castAt) {
  return { ...ballot, step: "recorded", castAt, message: "" };
}

/** A secret ballot is in the box: what it says is known nowhere any more. @returns {Ballot} */
export function boxed() {
  return { ...EMPTY, step: "recorded" };
}

/** No answer came: it may or may not have arrived. @param {Ballot} ballot @returns {Ballot} */
export function unanswered(ballot) {
  return ballot.step === "sending" ? { ...ballot, step: "unanswered" } : ballot;
}

/** The server said no, in `message`. @param {Ballot} ballot @param {string} message @returns {Ballot} */
export function refused(ballot, message) {
  return { ...ballot, step: "refused", message };
}

/** @param {Ballot} ballot */
function free(ballot) {
  return ballot.step === "choosing" || ballot.step === "confirming";
}
