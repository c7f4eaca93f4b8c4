// @ts-check
/**
 * Marks over the API.
 * @typedef {import("./queue.js").Op} Op
 * @typedef {import("../viewer/types").Annotation} Annotation
 */
import { api } from "../api.js";
import { changedMark, newMark } from "./queue.js";

/** The newest revision known of each mark: a change says from which one it was made. @type {Map<string, number>} */
const revisions = new Map();

/** @param {{id: string, revision: number}} mark as the server sent it */
export function learn({ id, revision }) {
  if (revision > (revisions.get(id) ?? 0)) revisions.set(id, revision);
}

/** @param {{id: string, revision: number}} mark @returns {number} the newest revision the server told of */
export function known({ id, revision }) {
  return Math.max(revisions.get(id) ?? 0, revision);
}

/**
 * @param {string} version
 * @returns {Promise<{annotations: Annotation[]} & import("./company.js").Place>}
 */
export async function fetchMarks(version) {
  const listed = await api.get(`/papers/${version}/annotations`);
  for (const mark of listed.annotations) learn(mark);
  return listed;
}

/**
 * Sends one batch of the outbox.
 * @param {readonly Op[]} batch
 * @returns {Promise<any>}
 */
export async function sendBatch(batch) {
  const [first] = batch;
  if (!first) return null;
  const id = first.batch ?? undefined;
  if (first.type === "added") return added(first.version, batch, id);
  if (first.type === "removed") return api.delete(`/annotations/${first.mark}`);
  const revision = Math.max(known(first.annotation), 1);
  const mark = await api.patch(`/annotations/${first.mark}`, changedMark(first.annotation, revision), id);
  learn(mark);
  return mark;
}

/** @param {string} version @param {readonly Op[]} batch @param {string} [id] */
async function added(version, batch, id) {
  const body = { annotations: batch.map((op) => newMark(op.annotation)) };
  const stored = await api.post(`/papers/${version}/annotations`, body, id);
  for (const mark of stored.annotations) learn(mark);
  return stored;
}
