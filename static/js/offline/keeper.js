// @ts-check
/**
 * Fetches the papers of one meeting to this tablet and lets go of what may not stay.
 * @typedef {import("./rules.js").Manifest} Manifest
 * @typedef {"nothing" | "busy" | "done" | "paused" | "full" | "lost"} State
 * @typedef {{state: State, papers: number, of: number, size: number, total: number}} Progress
 */
import { ApiError, api } from "../api.js";
import * as base from "./base.js";
import { begin, keep } from "./kept-things.js";
import { around, filePath, fits, frame, missing, recalled } from "./rules.js";
import { sha256 } from "./sealing.js";

/** What is asked for is no reading: the audit log tells the two apart. */
const AHEAD = { Purpose: "prefetch" };

export class Keeper {
  #running = false;
  #again = false;
  #stopped = false;
  /** @type {readonly string[]} */
  #first = [];
  #until = 0;

  /**
   * @param {string} meeting @param {string} release of the page's parts
   * @param {{rest?: number, onProgress?: (now: Progress) => void}} [how] `rest`: milliseconds between two papers
   */
  constructor(meeting, release, { rest = 0, onProgress = () => {} } = {}) {
    this.meeting = meeting;
    this.release = release;
    this.rest = rest;
    this.tell = onProgress;
  }

  /** Stops before the next paper. */
  pause() {
    this.#stopped = true;
  }

  /** Brings this tablet up to date; asked for meanwhile, once more. @param {readonly string[]} [first] versions needed first */
  async run(first = this.#first) {
    this.#first = first;
    this.#stopped = false;
    if (this.#running) return void (this.#again = true);
    this.#running = true;
    try {
      do {
        this.#again = false;
        await navigator.locks.request(`ecabinet-keep-${this.meeting}`, () => this.#once());
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  async #once() {
    try {
      const manifest = await agree(this.meeting);
      if (!manifest?.keep_until) return this.tell({ state: "nothing", papers: 0, of: 0, size: 0, total: 0 });
      await begin(() => api.get("/me/offline-key"));
      this.#until = Date.parse(manifest.keep_until);
      await this.#fetchAll(manifest);
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error;
      this.tell({ state: "lost", papers: 0, of: 0, size: 0, total: 0 });
    }
  }

  /** @param {Manifest} manifest */
  async #fetchAll(manifest) {
    const held = await heldVersions(this.meeting);
    const left = missing(manifest, held, this.#first);
    const tell = (/** @type {State} */ state) => this.tell(progress(manifest, held, state));
    const size = left.reduce((sum, paper) => sum + paper.size, 0);
    if (!fits(size, (await navigator.storage?.estimate?.()) ?? {})) return tell("full");
    tell(left.length ? "busy" : "done");
    for (const { path, kind, query } of frame(this.meeting)) await this.#part(path, kind, query, "");
    for (const paper of left) {
      if (this.#stopped) return tell("paused");
      if (await this.#paper(paper)) held.add(paper.version_id);
      tell("busy");
      await new Promise((done) => setTimeout(done, this.rest));
    }
    tell(held.size >= manifest.papers.length ? "done" : "lost");
  }

  /** The file comes last: a version whose file is here is here whole. @param {import("./rules.js").Paper} paper @returns {Promise<boolean>} */
  async #paper({ version_id, title, sha256: wanted }) {
    for (const { path, kind, query } of around(version_id)) await this.#part(path, kind, query, version_id);
    const answer = await ask(filePath(version_id));
    if (!answer.ok) return false;
    const bytes = await answer.arrayBuffer();
    if ((await sha256(bytes)) !== wanted) return false;
    return stored(keep(this.#about(filePath(version_id), "file", version_id), { bytes, headers: answer.headers, title }));
  }

  /** @param {string} path @param {import("./rules.js").Kind} kind @param {string} query @param {string} version */
  async #part(path, kind, query, version) {
    const answer = await ask(path + query);
    if (!answer.ok || answer.redirected) return;
    await stored(keep(this.#about(path, kind, version), { bytes: await answer.arrayBuffer(), headers: answer.headers }));
  }

  /** @param {string} path @param {import("./rules.js").Kind} kind @param {string} version */
  #about(path, kind, version) {
    return { path, kind, version, meeting: this.meeting, until: this.#until, release: this.release };
  }
}

/**
 * Asks what of a meeting may be kept, and forgets the rest. Null: the meeting is not to be read any more.
 * @param {string} meeting @returns {Promise<Manifest | null>}
 */
export async function agree(meeting) {
  const none = { meeting_id: meeting, title: "", keep_until: null, total_size: 0, papers: [] };
  const manifest = await api.get(`/meetings/${meeting}/offline-papers`).catch((error) => {
    if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return none;
    throw error;
  });
  await base.forget(recalled(await base.abouts(), manifest));
  if (manifest.keep_until) await base.renew(meeting, Date.parse(manifest.keep_until));
  return manifest === none ? null : manifest;
}

/** @param {string} meeting @returns {Promise<Set<string>>} */
async function heldVersions(meeting) {
  const files = (await base.abouts()).filter((thing) => thing.kind === "file" && thing.meeting === meeting);
  return new Set(files.map((thing) => thing.version));
}

/** @param {Manifest} manifest @param {ReadonlySet<string>} held @param {State} state @returns {Progress} */
function progress({ papers, total_size }, held, state) {
  const here = papers.filter((paper) => held.has(paper.version_id));
  const size = here.reduce((sum, paper) => sum + paper.size, 0);
  return { state, papers: here.length, of: papers.length, size, total: total_size };
}

/** Past the browser's own store, which would keep it in the clear. @param {string} url */
function ask(url) {
  return fetch(url, /** @type {RequestInit} */ ({ headers: AHEAD, credentials: "same-origin", cache: "no-store", priority: "low" }));
}

/** @param {Promise<void>} keeping @returns {Promise<boolean>} false when the tablet has no room, or the person has left */
async function stored(keeping) {
  try {
    await keeping;
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
