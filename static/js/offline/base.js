// @ts-check
/**
 * The base of what is kept: the key, what each thing is (ids, sizes, times), and the sealed things themselves.
 * Lets go at once when another tab or the way out wants to delete it.
 * @typedef {import("./rules.js").About} About
 * @typedef {import("./sealing.js").Box} Box
 * @typedef {{id: "key", session: string, key: CryptoKey}} Holder
 * @typedef {{path: string, head: Box, body: Box}} Sealed
 */
import { answer, done } from "../indexed.js";
import { KEPT } from "../kept.js";

const STORES = ["key", "abouts", "boxes"];
/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function base() {
  opened ??= open().catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** @returns {Promise<IDBDatabase>} */
async function open() {
  const asked = indexedDB.open(KEPT, 1);
  asked.addEventListener("upgradeneeded", () => {
    asked.result.createObjectStore("key", { keyPath: "id" });
    asked.result.createObjectStore("abouts", { keyPath: "path" });
    asked.result.createObjectStore("boxes", { keyPath: "path" });
  });
  const found = await answer(asked);
  const letGo = () => {
    found.close();
    opened = null;
  };
  found.addEventListener("versionchange", letGo);
  found.addEventListener("close", letGo);
  return found;
}

/** @returns {Promise<Holder | null>} whose things these are */
export async function holder() {
  return (await answer((await base()).transaction("key").objectStore("key").get("key"))) ?? null;
}

/** Makes a sign-in the holder; what another one kept is gone. @param {string} session @param {CryptoKey} key */
export async function hold(session, key) {
  const work = (await base()).transaction(STORES, "readwrite");
  for (const name of STORES) work.objectStore(name).clear();
  work.objectStore("key").put({ id: "key", session, key });
  await done(work);
}

/** @returns {Promise<About[]>} */
export async function abouts() {
  return answer((await base()).transaction("abouts").objectStore("abouts").getAll());
}

/** @param {string} path @returns {Promise<{about: About, sealed: Sealed} | null>} */
export async function find(path) {
  const work = (await base()).transaction(["abouts", "boxes"]);
  const [about, sealed] = await Promise.all([answer(work.objectStore("abouts").get(path)), answer(work.objectStore("boxes").get(path))]);
  return about && sealed ? { about, sealed } : null;
}

/** Keeps a thing, but only while the same sign-in is the holder. @param {string} session @param {About} about @param {Sealed} sealed */
export async function put(session, about, sealed) {
  const work = (await base()).transaction(STORES, "readwrite");
  const now = await answer(work.objectStore("key").get("key"));
  if (now?.session !== session) return work.abort();
  work.objectStore("abouts").put(about);
  work.objectStore("boxes").put(sealed);
  await done(work);
}

/** Until when the things of a meeting may stay is told anew at each contact. @param {string} meeting @param {number} until */
export async function renew(meeting, until) {
  const work = (await base()).transaction("abouts", "readwrite");
  const store = work.objectStore("abouts");
  /** @type {About[]} */
  const all = await answer(store.getAll());
  for (const about of all) if (about.meeting === meeting) store.put({ ...about, until });
  await done(work);
}

/** @param {readonly string[]} paths */
export async function forget(paths) {
  if (paths.length === 0) return;
  const work = (await base()).transaction(["abouts", "boxes"], "readwrite");
  for (const path of paths) for (const name of ["abouts", "boxes"]) work.objectStore(name).delete(path);
  await done(work);
}

/** Forgets all, the key too: without it what a disk may still hold opens for nobody. */
export async function wipe() {
  const work = (await base()).transaction(STORES, "readwrite");
  for (const name of STORES) work.objectStore(name).clear();
  await done(work);
}
