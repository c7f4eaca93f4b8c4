import { api, ApiError } from "../api.js";

/** Tells the server once for each vote that its ballot is really on this screen: drawn, and the page looked at. */
export class BallotShown {
  /** @type {Set<string>} */
  #told = new Set();
  #asked = "";

  constructor() {
    document.addEventListener("visibilitychange", () => this.again());
  }

  /** @param {string} voteId its ballot has come up */
  note(voteId) {
    this.#asked = voteId;
    requestAnimationFrame(() => requestAnimationFrame(() => this.again()));
  }

  /** The page is looked at again, or the network is back: say what is not said yet. */
  again() {
    const voteId = this.#asked;
    if (!voteId || this.#told.has(voteId) || document.visibilityState !== "visible") return;
    this.#told.add(voteId);
    void this.#tell(voteId);
  }

  /** @param {string} voteId */
  async #tell(voteId) {
    try {
      await api.post(`/votes/${voteId}/shown`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.unanswered) this.#told.delete(voteId); // said again when the network is back
    }
  }
}
