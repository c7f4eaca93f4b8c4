// @ts-check
/**
 * Waits until the worker has made the archive of a meeting, then loads the page anew, which says how it ended:
 * `<div data-module="archive-wait" data-meeting="…">`.
 */
import { api } from "../api.js";

const FIRST_MS = 1000;
const LONGEST_MS = 10000;
const UNDER_WAY = ["wanted", "running"];

/** @param {HTMLElement} element */
export default function archiveWait(element) {
  void ask(element.dataset.meeting ?? "", FIRST_MS);
}

/** @param {string} meetingId @param {number} wait */
async function ask(meetingId, wait) {
  const archive = await api.get(`/meetings/${meetingId}/archive`).catch(() => null);
  if (archive && !UNDER_WAY.includes(archive.state)) return location.reload();
  setTimeout(() => void ask(meetingId, Math.min(wait * 1.4, LONGEST_MS)), wait);
}
