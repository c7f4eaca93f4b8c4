/**
 * A ballot that was sent and not answered, as it outlives the page. Pure: text in, ballot out; it belongs to one voter
 * in one vote, and comes back as it was sent, under the same request id.
 * @typedef {import("./ballot-state.js").Ballot} Ballot
 * @typedef {{vote: string, voter: string, choice: import("./ballot-state.js").Choice | null, text: string, chosen?: number[] | null, requestId: string, behalf?: string}} Kept
 */
const CHOICES = ["yes", "no", "other"];

/**
 * @param {Ballot} ballot @param {any} vote @param {string} voter
 * @returns {string | null} what to keep; null when there is nothing to keep. Of a secret vote never anything.
 */
export function toKeep({ step, choice, text, chosen, requestId }, vote, voter) {
  const under = step === "sending" || step === "unanswered";
  if (!under || vote.kind === "secret" || !requestId || !(choice || chosen) || !voter) return null;
  return JSON.stringify({ vote: vote.id, voter, choice, text, chosen, requestId, ...(vote.behalf ? { behalf: vote.behalf.participant_id } : {}) });
}

/**
 * @param {string | null} text what was kept @param {any} vote @param {string} voter
 * @returns {Ballot | null} the ballot to be sent again, or null
 */
export function brought(text, vote, voter) {
  const kept = read(text);
  if (!kept || kept.vote !== vote.id || kept.voter !== voter) return null;
  if ((kept.behalf ?? "") !== (vote.behalf?.participant_id ?? "")) return null;
  if (vote.kind === "secret" || vote.state !== "open" || vote.my_ballot) return null;
  return { step: "unanswered", choice: kept.choice, text: kept.text, chosen: kept.chosen ?? null, requestId: kept.requestId, castAt: null, message: "" };
}

/**
 * Whether what was kept is of no more use: answered, closed, of another meeting or another person.
 * @param {string | null} text @param {any[]} votes all that this reader sees @param {string} voter
 */
export function outdated(text, votes, voter) {
  return text !== null && !votes.some((vote) => brought(text, vote, voter));
}

/** @param {string | null} text @returns {Kept | null} null for anything that is not whole */
function read(text) {
  try {
    const kept = JSON.parse(text ?? "null");
    const words = [kept?.vote, kept?.voter, kept?.text, kept?.requestId];
    const said = kept?.chosen ? Array.isArray(kept.chosen) && kept.chosen.every(Number.isInteger) : CHOICES.includes(kept?.choice);
    return said && words.every((word) => typeof word === "string") ? kept : null;
  } catch {
    return null; // not ours, or cut short: as good as nothing
  }
}
