import { ApiError, api } from "../api.js";

/**
 * One file on its way: announced, sent part by part, finished. A lost network is waited for; what has come stays (docs/uploads.md).
 * @typedef {"checking" | "sending" | "waiting" | "finishing"} Step
 * @typedef {(step: Step, facts: {percent?: number, seconds?: number}) => void} Tell
 */

const WAITS_S = [1, 2, 4, 8, 15, 30];
/** Larger files are sent without a hash of the whole: browsers hash only what they hold in memory. */
const HASH_AT_MOST = 512 * 1024 * 1024;

/** @param {Blob} blob @returns {Promise<string | null>} null where the browser cannot (no HTTPS) */
export async function sha256(blob) {
  if (!globalThis.crypto?.subtle || blob.size > HASH_AT_MOST) return null;
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Cancelled extends Error {}

export class Transfer {
  #file;
  #tell;
  #stopped = new AbortController();
  /** @type {any} what the server knows of it */
  #upload = null;

  /** @param {File} file @param {Tell} tell */
  constructor(file, tell) {
    this.#file = file;
    this.#tell = tell;
  }

  /**
   * Announce it. Called one after the other: the order of these calls is the order of the papers.
   * @param {string} url @param {Record<string, unknown>} facts @param {string | null} hash
   */
  async begin(url, facts, hash) {
    this.#tell("checking", {});
    const body = { filename: this.#file.name, size: this.#file.size, sha256: hash, ...facts };
    this.#upload = await this.#patiently(() => api.post(url, body));
    if (this.#stopped.signal.aborted) return this.#forget();
  }

  /** @param {boolean} again @returns {Promise<{paper_id: string, version_id: string}>} */
  async send(again) {
    for (;;) {
      for (const number of this.#upload.missing) await this.#patiently(() => this.#part(number));
      this.#tell("finishing", {});
      try {
        return await this.#patiently(() => api.post(`/uploads/${this.#upload.upload_id}/completion`, { again }));
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "upload.parts_missing") throw error;
        this.#upload = await this.#patiently(() => api.get(`/uploads/${this.#upload.upload_id}`));
      }
    }
  }

  /** Stop, and let the server forget it. */
  async cancel() {
    this.#stopped.abort();
    if (this.#upload) await this.#forget().catch(() => null);
  }

  async #forget() {
    await api.delete(`/uploads/${this.#upload.upload_id}`);
    throw new Cancelled();
  }

  /** @param {number} number */
  async #part(number) {
    const { part_size: size, parts, upload_id: id } = this.#upload;
    const piece = this.#file.slice((number - 1) * size, number * size);
    const form = new FormData();
    form.append("file", piece, "part");
    const hash = await sha256(piece);
    if (hash) form.append("sha256", hash);
    // Hashing takes a while: who gave up meanwhile must not be followed by a part of a forgotten upload.
    if (this.#stopped.signal.aborted) throw new Cancelled();
    const before = (number - 1) * size;
    const percent = (/** @type {number} */ sent) => Math.min(99, Math.floor((100 * (before + sent)) / this.#file.size));
    this.#tell("sending", { percent: percent(0) });
    await put(`/uploads/${id}/parts/${number}`, form, this.#stopped.signal, (sent) => this.#tell("sending", { percent: percent(Math.min(sent, piece.size)) }));
    if (number === parts) this.#tell("sending", { percent: 99 });
  }

  /**
   * Do `work` until the server has answered, with longer and longer waits; sooner when the network is back.
   * @template T @param {() => Promise<T>} work @returns {Promise<T>}
   */
  async #patiently(work) {
    for (let turn = 0; ; turn += 1) {
      if (this.#stopped.signal.aborted) throw new Cancelled();
      try {
        return await work();
      } catch (error) {
        if (this.#stopped.signal.aborted) throw new Cancelled();
        if (!(error instanceof ApiError) || !worthWaiting(error)) throw error;
        await this.#wait(WAITS_S[Math.min(turn, WAITS_S.length - 1)]);
      }
    }
  }

  /** @param {number} seconds */
  async #wait(seconds) {
    for (let left = seconds; left > 0; left -= 1) {
      this.#tell("waiting", { seconds: left });
      await pause(1000, this.#stopped.signal);
    }
  }
}

/** @param {ApiError} error a damaged part may have been harmed on the way: it is sent again */
function worthWaiting(error) {
  return error.unanswered || error.status === 429 || error.code === "upload.damaged_part";
}

/** @param {number} ms @param {AbortSignal} signal @returns {Promise<void>} over at once when stopped, or when the network is back */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

/**
 * fetch tells nothing of what was sent, hence XMLHttpRequest.
 * @param {string} path @param {FormData} form @param {AbortSignal} signal @param {(sent: number) => void} progress
 * @returns {Promise<void>}
 */
function put(path, form, signal, progress) {
  const request = new XMLHttpRequest();
  const meta = (/** @type {string} */ name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
  request.open("PUT", `/api/v1${path}`);
  request.setRequestHeader("X-Acting", meta("acting") || "self");
  request.setRequestHeader("X-CSRFToken", meta("csrf-token"));
  request.responseType = "json";
  request.timeout = 120000;
  request.upload.addEventListener("progress", (event) => progress(event.loaded));
  const stop = () => request.abort();
  signal.addEventListener("abort", stop);
  return new Promise((resolve, reject) => {
    request.addEventListener("loadend", () => {
      signal.removeEventListener("abort", stop);
      if (request.status === 204) resolve();
      else reject(new ApiError(request.status, request.response ?? {}));
    });
    request.send(form);
  });
}
