// @ts-check
/**
 * Fetches papers into the browser's own store before somebody opens them: one after the other, with rests, never while
 * a paper is being opened. What was fetched is asked for again when it is opened, and then not sent anew.
 */
import { fileUrl, pictureUrl } from "./addresses.js";

const REST_MS = 4000;
/** Tablets do not all begin at once. */
const SPREAD_MS = 6000;

export class FetchAhead {
  /** @type {Set<string>} */
  #done = new Set();
  /** @type {string[]} */
  #wanted = [];
  #busy = false;
  #wide;

  /** @param {import("./desk.js").PaperDesk} desk @param {{rest?: number, spread?: number}} [times] */
  constructor(desk, { rest = REST_MS, spread = SPREAD_MS } = {}) {
    this.desk = desk;
    this.rest = rest;
    this.spread = spread;
    this.#wide = /** @type {any} */ (navigator).connection?.saveData !== true;
    desk.onOpened.on(() => {
      this.#done.add(desk.versionId);
      void this.#go();
    });
  }

  /** @param {string[]} versions in the order in which they may be needed */
  want(versions) {
    this.#wanted = versions;
    if (this.desk.viewer) void this.#go();
  }

  async #go() {
    if (this.#busy || !this.#wide) return;
    this.#busy = true;
    await pause(this.rest + Math.random() * this.spread);
    for (let next = this.#next(); next; next = this.#next()) {
      this.#done.add(next);
      await this.#fetch(next);
      await pause(this.rest);
    }
    this.#busy = false;
  }

  #next() {
    return this.desk.viewer && this.#wanted.find((version) => !this.#done.has(version));
  }

  /** A failure means no more than that the paper is fetched when it is opened. @param {string} version */
  async #fetch(version) {
    const width = this.desk.box.clientWidth * Math.min(devicePixelRatio, 2);
    for (const url of [pictureUrl(version, 1, width), fileUrl(version)]) {
      await drain(url).catch(() => this.#done.delete(version) && pause(this.rest));
    }
  }
}

/** Reads to the end without keeping: the browser keeps it. @param {string} url */
async function drain(url) {
  const options = /** @type {RequestInit} */ ({ headers: { Purpose: "prefetch" }, credentials: "same-origin", priority: "low" });
  const reader = (await fetch(url, options)).body?.getReader();
  while (reader && !(await reader.read()).done);
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
