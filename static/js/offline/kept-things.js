// @ts-check
/**
 * Keeps answers of the server sealed, and gives them back as answers. Used by pages and by the service worker.
 * @typedef {import("./rules.js").About} About
 * @typedef {{sha256: string, title: string, headers: [string, string][]}} Head what is known of a thing, sealed too
 */
import * as base from "./base.js";
import { expired } from "./rules.js";
import { fromBytes, keyFrom, seal, sha256, toBytes, unseal } from "./sealing.js";

/** What an answer needs again: how to read it, and what it may do. */
const HEADERS = ["content-type", "content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options"];

/** Whether this browser can keep anything: without TLS it offers neither sealing nor a service worker. */
export function possible() {
  return globalThis.isSecureContext && "indexedDB" in globalThis && Boolean(globalThis.crypto?.subtle);
}

/**
 * Makes the sign-in of this page the holder of what is kept.
 * @param {() => Promise<{session_id: string, secret: string}>} ask the server
 */
export async function begin(ask) {
  const { session_id, secret } = await ask();
  if ((await base.holder())?.session === session_id) return;
  await base.hold(session_id, await keyFrom(secret, session_id));
}

/**
 * Keeps the bytes of an answer.
 * @param {Omit<About, "size" | "at">} about @param {{bytes: ArrayBuffer, headers: Headers, title?: string}} thing
 */
export async function keep(about, { bytes, headers, title = "" }) {
  const held = await base.holder();
  if (!held) return;
  const known = /** @type {[string, string][]} */ (HEADERS.map((name) => [name, headers.get(name)]).filter(([, value]) => value !== null));
  const head = /** @type {Head} */ ({ sha256: await sha256(bytes), title, headers: known });
  const sealed = {
    path: about.path,
    head: await seal(held.key, `head ${about.path}`, toBytes(head)),
    body: await seal(held.key, `body ${about.path}`, bytes),
  };
  await base.put(held.session, { ...about, size: bytes.byteLength, at: Date.now() }, sealed);
}

/** What is known of a kept thing; null when there is none, or its time is over. @param {string} path @returns {Promise<(Head & About) | null>} */
export async function look(path) {
  const [held, found] = await Promise.all([base.holder(), base.find(path)]);
  if (!held || !found || expired([found.about], Date.now()).length) return null;
  const head = await unseal(held.key, `head ${path}`, found.sealed.head).then(fromBytes, () => null);
  return head ? { ...found.about, ...head } : null;
}

/**
 * A kept thing as an answer, checked against its hash; one that was damaged is forgotten.
 * @param {string} path @returns {Promise<Response | null>}
 */
export async function take(path) {
  const [held, head, found] = await Promise.all([base.holder(), look(path), base.find(path)]);
  if (!held || !head || !found) return null;
  const bytes = await unseal(held.key, `body ${path}`, found.sealed.body).catch(() => null);
  if (!bytes || (await sha256(bytes)) !== head.sha256) {
    await base.forget([path]);
    return null;
  }
  return new Response(bytes, { headers: [...head.headers, ["content-length", String(bytes.byteLength)], ["cache-control", "no-store"], ["x-kept", "1"]] });
}
