import { api } from "../api.js";
import { codeFor } from "./ballot-code.js";

/** Longer than any ballot as it travels: a text of 2,000 letters, each of three bytes, with room for quotation marks. */
const LENGTH = 12_288;

/**
 * Send a ballot the way its vote is held.
 * @param {any} vote @param {string} voter @param {{choice: any, text: string} | {chosen: number[]}} said @param {string} requestId
 * @returns {Promise<any>} the server's receipt
 */
export function sendBallot(vote, voter, said, requestId) {
  const behalf = vote.behalf ? { behalf_of: vote.behalf.participant_id } : {};
  if (vote.kind !== "secret") return api.post(`/votes/${vote.id}/ballots`, { ...said, ...behalf }, requestId);
  const body = { ...said, ballot_code: codeFor(vote.id, voter) };
  return api.post(`/votes/${vote.id}/secret-ballots`, padded(body), requestId);
}

/** The same body, as long as any other one: who sees sizes alone must not learn the choice. @param {Record<string, any>} body */
export function padded(body, length = LENGTH) {
  const bare = new TextEncoder().encode(JSON.stringify({ ...body, padding: "" })).length;
  return { ...body, padding: "x".repeat(Math.max(0, length - bare)) };
}
