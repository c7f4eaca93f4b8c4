// @ts-check
/**
 * Waits until the worker has looked into a paper, then loads the page anew: `<div data-module="paper-wait" data-version-id="…">`.
 * Not while something is being written on the page.
 */
import { api } from "../api.js";

const FIRST_MS = 1000;
const LONGEST_MS = 10000;
const WAITING = ["received", "converting"];

/** @param {HTMLElement} element */
export default function paperWait(element) {
  void ask(element.dataset.versionId ?? "", FIRST_MS);
}

/** @param {string} versionId @param {number} wait */
async function ask(versionId, wait) {
  const paper = await api.get(`/papers/${versionId}`).catch(() => null);
  const writing = document.activeElement?.matches("input, textarea, select");
  if (paper && !WAITING.includes(paper.version.state) && !writing) return location.reload();
  setTimeout(() => void ask(versionId, Math.min(wait * 1.5, LONGEST_MS)), wait);
}
