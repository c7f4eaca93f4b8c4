// @ts-check
/**
 * The service worker: static parts from their own cache, kept pages and papers when the network fails.
 * Only GET, only what `kindOf` names; a right is asked for at the server whenever there is one.
 * @typedef {{version: string, files: string[]}} Release
 */
import { OURS } from "../kept.js";
import * as base from "./base.js";
import { keep, look, possible, take } from "./kept-things.js";
import { kindOf } from "./rules.js";

const CACHES = `${OURS}static-`;
const OFFLINE = "/offline";
/** Longer than this nobody waits for a network that does not answer, when there is a kept copy. */
const PATIENCE_MS = 2500;
const AT_ONCE = 6;
const worker = /** @type {any} */ (self);

/** @param {Release} release */
export function serve({ version, files }) {
  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install(CACHES + version, files)));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate(version)));
  worker.addEventListener("message", (/** @type {any} */ event) => {
    if (event.data === "become") worker.skipWaiting();
    if (event.data === "release") event.ports[0].postMessage(version);
  });
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const answered = answer(event);
    if (answered) event.respondWith(answered);
  });
}

/** @param {string} name @param {string[]} files */
async function install(name, files) {
  const cache = await caches.open(name);
  const left = [OFFLINE, ...files];
  const one = async () => {
    for (let file = left.pop(); file; file = left.pop()) if (!(await cache.match(file))) await cache.add(file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** The release before stays for pages that are still open; kept pages are fetched anew in the new one. @param {string} version */
async function activate(version) {
  if (possible()) for (const thing of await base.abouts()) if (thing.kind === "page" && thing.release !== version) await again(thing, version);
  const needed = new Set((possible() ? await base.abouts() : []).filter((thing) => thing.kind === "page").map((thing) => CACHES + thing.release));
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES));
  const old = names.slice(0, -2).filter((name) => !needed.has(name) && name !== CACHES + version);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {import("./rules.js").About} thing @param {string} version */
async function again(thing, version) {
  const answer = await fetch(thing.path, { credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (answer?.ok && !answer.redirected) await keep({ ...thing, release: version }, { bytes: await answer.arrayBuffer(), headers: answer.headers });
}

/** @param {any} event @returns {Promise<Response> | null} null: the browser's own way */
function answer({ request }) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return null;
  if (url.pathname.startsWith("/static/")) return part(request);
  const kind = possible() ? kindOf(url.pathname, url.search) : null;
  if (request.mode === "navigate") return page(request, kind === "page" ? url.pathname : "");
  return kind && kind !== "page" ? thing(request, url.pathname, kind) : null;
}

/** @param {Request} request */
async function part(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** @param {Request} request @param {string} path of a page that may be kept, else empty */
async function page(request, path) {
  const kept = path ? await look(path) : null;
  const answered = await orLate(fetch(request), kept !== null);
  if (answered && !isDown(answered)) return answered;
  return (kept && (await take(path))) ?? answered ?? (await caches.match(OFFLINE)) ?? Response.error();
}

/** @param {Request} request @param {string} path @param {import("./rules.js").Kind} kind */
async function thing(request, path, kind) {
  const kept = await look(path);
  const answered = await orLate(kept && kind === "file" ? ifChanged(path, kept.sha256) : fetch(request, { cache: "no-store" }), kept !== null);
  if (answered?.status === 304) return (await take(path)) ?? fetch(request, { cache: "no-store" });
  if (!answered || isDown(answered)) return (kept && (await take(path))) ?? answered ?? Response.error();
  if (answered.status === 401) await base.wipe();
  if (kept && (answered.status === 403 || answered.status === 404)) await letGo(kept);
  if (kept && kind === "data" && answered.ok) await renewed(kept, answered.clone());
  return answered;
}

/** The server still says whether it may be read; the bytes need not come again. @param {string} path @param {string} hash */
function ifChanged(path, hash) {
  return fetch(path, { headers: { "If-None-Match": `"${hash}"` }, credentials: "same-origin", cache: "no-store" });
}

/** @param {import("./rules.js").About} kept one thing of a paper that may not be read any more: all of them go */
async function letGo(kept) {
  const all = await base.abouts();
  await base.forget(all.filter((thing) => (kept.version ? thing.version === kept.version : thing.meeting === kept.meeting)).map((thing) => thing.path));
}

/** @param {import("./rules.js").About} kept @param {Response} answered */
async function renewed({ path, kind, meeting, version, until, release }, answered) {
  await keep({ path, kind, meeting, version, until, release }, { bytes: await answered.arrayBuffer(), headers: answered.headers }).catch((error) => console.warn(error));
}

/** @param {Response} answered by something in between, for a server that is not there; or by the store of the files, which refuses nobody for us */
function isDown({ status, ok, redirected, url }) {
  const strayed = redirected && !ok && new URL(url).origin !== location.origin;
  return strayed || status === 502 || status === 503 || status === 504;
}

/** @param {Promise<Response>} asked @param {boolean} kept whether there is something else to show @returns {Promise<Response | null>} */
function orLate(asked, kept) {
  const answered = asked.catch(() => null);
  if (!kept) return answered;
  return Promise.race([answered, new Promise((late) => setTimeout(() => late(null), PATIENCE_MS))]);
}
