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
    /** @param {boolean} besides also while another session runs @param {How} [how] */
    openSession: (besides, how) => deeds.run(`open session ${besides}`, (id) => api.post(`${at}/session`, { besides }, id), how),
    /** @param {How} [how] */
    pause: (how) => deeds.run("pause", (id) => api.post(`${at}/pause`, {}, id), how),
    /** @param {How} [how] */
    resume: (how) => deeds.run("resume", () => api.delete(`${at}/pause`), how),
    /** @param {How} [how] */
    closeSession: (how) => deeds.run("close session", (id) => api.post(`${at}/closure`, {}, id), how),
    /** @param {string} itemId opened by mistake @param {any} back where everybody was before */
    takeBackPush: (itemId, back) => deeds.run(`take back ${itemId}`, (id) => api.post(`${at}/current-item/reversal`, { item_id: itemId, back_to: back }, id)),
    /** @param {string} participantId whose arrival was noted by mistake @param {string} reason */
    strikeArrival: (participantId, reason) => deeds.run(`strike ${participantId}`, (id) => strike(at, participantId, reason, id)),
    /** @param {{item_id: string, version_id?: string, after?: string | null}} place @param {How} [how] */
    push: (place, how) => deeds.run(`push ${place.item_id} ${place.version_id ?? ""}`, (id) => api.put(`${at}/current-item`, place, id), how),
    /** @param {string} versionId @param {number} page */
    turn: (versionId, page) => deeds.run(`turn ${versionId} ${page}`, (id) => api.put(`${at}/current-page`, { version_id: versionId, page }, id)),
    /** @param {string | null} participantId null: taken back */
    handLead: (participantId) => deeds.run(`lead ${participantId}`, (id) => api.put(`${at}/presenter`, { participant_id: participantId }, id)),
    /** @param {string} voteId @param {How} [how] */
    publishVote: (voteId, how) => deeds.run(`publish vote ${voteId}`, (id) => api.post(`/votes/${voteId}/publication`, {}, id), how),
    /** @param {any} vote @param {How} [how] */
    openVote: (vote, how) => deeds.run(`open vote ${JSON.stringify(vote)}`, (id) => api.post(`${at}/vote-openings`, vote, id), how),
    /** @param {any} question @param {How} [how] */
    prepareVote: (question, how) => deeds.run(`prepare ${JSON.stringify(question)}`, (id) => api.post(`${at}/votes`, question, id), how),
    /** @param {any[]} questions to be answered on one sheet @param {How} [how] */
    prepareSlate: (questions, how) => deeds.run(`prepare ${JSON.stringify(questions)}`, (id) => api.post(`${at}/slates`, { questions }, id), how),
    /** @param {string} voteId @param {string} reason @param {How} [how] */
    voidVote: (voteId, reason, how) => deeds.run(`void ${voteId} ${reason}`, (id) => api.post(`/votes/${voteId}/voiding`, { reason }, id), how),
    /** @param {string} voteId @param {any} count what people counted @param {How} [how] */
    countPaper: (voteId, count, how) => deeds.run(`count ${voteId} ${JSON.stringify(count)}`, (id) => api.post(`/votes/${voteId}/paper-count`, count, id), how),
    /** @param {string} voteId @param {How} [how] */
    closeVote: (voteId, how) => deeds.run(`close vote ${voteId}`, (id) => api.post(`/votes/${voteId}/closure`, {}, id), how),
    /** @param {string} itemId @param {any} conclusion @param {How} [how] */
    record: (itemId, conclusion, how) =>
      deeds.run(`record ${itemId} ${JSON.stringify(conclusion)}`, (id) => api.post(`/agenda-items/${itemId}/conclusions`, conclusion, id), how),
    /** @param {{id: string, revision: number}} of @param {any} content @param {How} [how] */
    rewrite: ({ id: of, revision }, content, how) =>
      deeds.run(`rewrite ${of} ${revision} ${JSON.stringify(content)}`, (id) => api.put(`/conclusions/${of}`, { ...content, revision }, id), how),
    /** @param {string | null} conclusionId null: taken off @param {How} [how] */
    showConclusion: (conclusionId, how) => deeds.run(`show conclusion ${conclusionId}`, (id) => api.put(`${at}/shown-conclusion`, { conclusion_id: conclusionId }, id), how),
    /** @param {string} itemId @param {How} [how] */
    issue: (itemId, how) => deeds.run(`issue ${itemId}`, (id) => api.post(`${at}/tasks`, { item_id: itemId }, id), how),
    /** @param {string} participantId @param {How} [how] */
    checkIn: (participantId, how) => deeds.run(`check in ${participantId}`, (id) => api.post(`${at}/attendance`, { participant_id: participantId }, id), how),
    ...speaking(at, deeds),
  };
}

/** The arrival noted last is struck out. @param {string} at @param {string} participantId @param {string} reason @param {string} requestId */
async function strike(at, participantId, reason, requestId) {
  const { people } = await api.get(`${at}/presence`);
  const row = people.find((/** @type {any} */ one) => one.person.id === participantId);
  const open = row?.intervals.findLast((/** @type {any} */ interval) => !interval.left_at && !interval.struck_at);
  return open ? api.post(`${at}/presence/${open.id}/correction`, { reason }, requestId) : null;
}

/** Acts on the queues and the floor. @param {string} at @param {import("./deeds.js").Deeds} deeds */
function speaking(at, deeds) {
  /** @typedef {import("./deeds.js").Deeds["run"] extends (a: any, b: any, how?: infer H) => any ? H : never} How */
  const turn = (/** @type {string} */ id) => `/speaking-turns/${id}`;
  return {
    /** @param {string} turnId @param {string | null} after who has the floor, as seen here @param {How} [how] */
    giveFloor: (turnId, after, how) => deeds.run(`give ${turnId} ${after}`, (id) => api.post(`${turn(turnId)}/floor`, { after }, id), how),
    /** @param {string} turnId */
    takeBackFloor: (turnId) => deeds.run(`take back floor ${turnId}`, () => api.delete(`${turn(turnId)}/floor`)),
    /** @param {string} turnId @param {How} [how] */
    pauseTurn: (turnId, how) => deeds.run(`hold ${turnId}`, (id) => api.post(`${turn(turnId)}/pause`, {}, id), how),
    /** @param {string} turnId @param {How} [how] */
    resumeTurn: (turnId, how) => deeds.run(`go on ${turnId}`, () => api.delete(`${turn(turnId)}/pause`), how),
    /** @param {string} turnId @param {How} [how] */
    moreTime: (turnId, how) => deeds.run(`more time ${turnId}`, (id) => api.post(`${turn(turnId)}/more-time`, { minutes: 1 }, id), how),
    /** @param {string} turnId @param {How} [how] */
    endTurn: (turnId, how) => deeds.run(`end ${turnId}`, (id) => api.post(`${turn(turnId)}/end`, {}, id), how),
    /** @param {string} turnId @param {How} [how] */
    withdrawTurn: (turnId, how) => deeds.run(`withdraw ${turnId}`, (id) => api.post(`${turn(turnId)}/withdrawal`, {}, id), how),
    /** @param {string} kind @param {string[]} ids @param {How} [how] */
    reorder: (kind, ids, how) => deeds.run(`reorder ${kind} ${ids}`, (id) => api.put(`${at}/speaking-order`, { kind, turn_ids: ids }, id), how),
    /** @param {{item_id: string, kind: string, participant_id: string}} wish @param {How} [how] */
    addTurn: (wish, how) => deeds.run(`add ${JSON.stringify(wish)}`, (id) => api.post(`${at}/speaking-turns`, wish, id), how),
  };
}
/** @typedef {ReturnType<typeof makeActs>} Acts */
