/**
 * The JSON API as pages call it: session cookie, CSRF token, one request id per intention.
 */

export class ApiError extends Error {
  /**
   * @param {number} status 0 when no answer came
   * @param {{code?: string, detail?: string, errors?: {field: string, message: string}[]}} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? "");
    this.status = status;
    this.code = problem.code ?? "";
    this.fields = problem.errors ?? [];
  }

  /** Whether the request may have been lost on the way, so that sending it again is right. */
  get unanswered() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const PREFIX = "/api/v1";

function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
}

/** Whom this page was made to act for: refused when the session has changed since. */
function acting() {
  return document.querySelector('meta[name="acting"]')?.getAttribute("content") ?? "self";
}

/** @returns {string} an id for one intention; keep it for every retry of the same one */
export function newRequestId() {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?: unknown, form?: FormData, requestId?: string, timeoutMs?: number}} [options]
 * @returns {Promise<any>}
 */
async function request(method, path, { body, form, requestId, timeoutMs = 15000 } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (method !== "GET") {
    headers["X-CSRFToken"] = csrfToken();
    headers["X-Acting"] = acting();
    headers["Idempotency-Key"] = requestId ?? newRequestId();
  }
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(PREFIX + path, {
    method,
    headers,
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    credentials: "same-origin",
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => {
    throw new ApiError(0, {});
  });
  return read(response);
}

/** @param {Response} response */
async function read(response) {
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const content = isJson ? await response.json().catch(() => ({})) : {};
  if (!response.ok) throw new ApiError(response.status, content);
  return content;
}

export const api = {
  /** @param {string} path */
  get: (path) => request("GET", path),
  /**
   * @param {string} path
   * @param {unknown} [body]
   * @param {string} [requestId]
   */
  post: (path, body = {}, requestId) => request("POST", path, { body, requestId }),
  /**
   * @param {string} path
   * @param {unknown} body
   * @param {string} [requestId]
   */
  put: (path, body, requestId) => request("PUT", path, { body, requestId }),
  /**
   * @param {string} path
   * @param {unknown} body
   * @param {string} [requestId]
   */
  patch: (path, body, requestId) => request("PATCH", path, { body, requestId }),
  /** @param {string} path */
  delete: (path) => request("DELETE", path),
  /**
   * @param {string} path
   * @param {FormData} form
   * @param {string} [requestId]
   */
  upload: (path, form, requestId) => request("POST", path, { form, requestId, timeoutMs: 600000 }),
};
