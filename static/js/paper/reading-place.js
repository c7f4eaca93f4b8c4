// @ts-check
/**
 * Where this person reads: told to the server once a page has been read for a moment, and only when they turned to it
 * themselves: three hundred tablets that follow the room do not all write at once.
 */
import { api } from "../api.js";

const READ_MS = 1500;
/** Longer than this nobody waits for the page they stopped at. */
const PATIENCE_MS = 700;

/**
 * What the server keeps for this person of a paper. @param {string} versionId
 * @returns {Promise<{page: number | null, bookmarks: {page: number, name: string}[], outline: {depth: number, title: string, page: number}[]}>}
 */
export function fetchReading(versionId) {
  return api.get(`/papers/${versionId}/reading`);
}

/** The page this person stopped at; 1 when never read, or not known soon. @param {string} versionId @returns {Promise<number>} */
export async function lastPage(versionId) {
  const late = new Promise((done) => setTimeout(() => done(null), PATIENCE_MS));
  const known = await Promise.race([fetchReading(versionId).catch(() => null), late]);
  return known?.page ?? 1;
}

export class ReadingPlace {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {{versionId: string, page: number} | null} what is still to be told */
  #due = null;

  /** @param {import("./desk.js").PaperDesk} desk */
  constructor(desk) {
    this.may = !document.querySelector("[data-paper-panel][data-no-place]");
    if (!this.may) return;
    desk.onPage.on((page, byUser) => {
      if (byUser) this.#read({ versionId: desk.versionId, page });
    });
    addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#tell());
    addEventListener("pagehide", () => this.#tell());
  }

  /** @param {{versionId: string, page: number}} place */
  #read(place) {
    if (this.#due && this.#due.versionId !== place.versionId) this.#tell();
    this.#due = place;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), READ_MS);
  }

  #tell() {
    clearTimeout(this.#timer);
    const due = this.#due;
    this.#due = null;
    // Lost without network: the next page turned tells again, and nobody reads by it meanwhile.
    if (due) api.put(`/papers/${due.versionId}/reading-place`, { page: due.page }).catch(() => {});
  }
}
