import { api } from "../api.js";

/**
 * What the desk can ask of the server, in the words of the API.
 * @param {string} meetingId
 * @param {import("./deeds.js").Deeds} deeds
 */
export function makeActs(meetingId, deeds) {
  const at = `/meetings/${meetingId}`;
  /** @typedef {import("./deeds.js").Deeds["run"] extends (a: any, b: any, how?: infer H) => any ? H : never} How */
  return {
    /** @param {How} [how] */
    openSession: (how) => deeds.run("open session", (id) => api.post(`${at}/session`, {}, id), how),
    /** @param {How} [how] */
    pause: (how) => deeds.run("pause", (id) => api.post(`${at}/pause`, {}, id), how),
    /** @param {How} [how] */
    resume: (how) => deeds.run("resume", () => api.delete(`${at}/pause`), how),
    /** @param {How} [how] */
    closeSession: (how) => deeds.run("close session", (id) => api.post(`${at}/closure`, {}, id), how),
    /** @param {{item_id: string, version_id?: string}} place @param {How} [how] */
    push: (place, how) => deeds.run(`push ${place.item_id} ${place.version_id ?? ""}`, (id) => api.put(`${at}/current-item`, place, id), how),
    /** @param {string} versionId @param {number} page */
    turn: (versionId, page) => deeds.run(`turn ${versionId} ${page}`, (id) => api.put(`${at}/current-page`, { version_id: versionId, page }, id)),
    /** @param {any} vote @param {How} [how] */
    openVote: (vote, how) => deeds.run(`open vote ${JSON.stringify(vote)}`, (id) => api.post(`${at}/vote-openings`, vote, id), how),
    /** @param {string} voteId @param {How} [how] */
    closeVote: (voteId, how) => deeds.run(`close vote ${voteId}`, (id) => api.post(`/votes/${voteId}/closure`, {}, id), how),
    /** @param {string} itemId @param {any} conclusion @param {How} [how] */
    record: (itemId, conclusion, how) =>
      deeds.run(`record ${itemId} ${JSON.stringify(conclusion)}`, (id) => api.post(`/agenda-items/${itemId}/conclusions`, conclusion, id), how),
    /** @param {{id: string, revision: number}} of @param {any} content @param {How} [how] */
    rewrite: ({ id: of, revision }, content, how) =>
      deeds.run(`rewrite ${of} ${revision} ${JSON.stringify(content)}`, (id) => api.put(`/conclusions/${of}`, { ...content, revision }, id), how),
    /** @param {string} itemId @param {How} [how] */
    issue: (itemId, how) => deeds.run(`issue ${itemId}`, (id) => api.post(`${at}/tasks`, { item_id: itemId }, id), how),
    /** @param {string} participantId @param {How} [how] */
    checkIn: (participantId, how) => deeds.run(`check in ${participantId}`, (id) => api.post(`${at}/attendance`, { participant_id: participantId }, id), how),
  };
}
/** @typedef {ReturnType<typeof makeActs>} Acts */
