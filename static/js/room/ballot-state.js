/**
 * One ballot from choosing to the server's answer. Pure.
 * choosing → confirming → sending → recorded; an unanswered sending waits and is sent again under
 * the same request id, and until it is answered the choice cannot change.
 *
 * @typedef {"yes" | "no" | "other"} Choice
 * @typedef {{step: "choosing" | "confirming" | "sending" | "unanswered" | "recorded" | "refused",
 *   choice: Choice | null, text: string, requestId: string | null, castAt: string | null, message: string}} Ballot
 */

/** @type {Ballot} */
const EMPTY = { step: "choosing", choice: null, text: "", requestId: null, castAt: null, message: "" };

/** @param {{choice: Choice, text: string, cast_at: string} | null} mine @returns {Ballot} */
export function begin(mine) {
  return mine ? { ...EMPTY, step: "recorded", choice: mine.choice, text: mine.text, castAt: mine.cast_at } : EMPTY;
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
