// @ts-check
/** Kept papers that were taken back go at once, not only when the server is next asked what may stay. */
import { KEPT } from "../kept.js";
import { abouts, forget } from "./base.js";
import { possible } from "./kept-things.js";

/** @returns {Promise<boolean>} whether anything was ever kept here: asking for a base makes one */
export async function keepsAnything() {
  if (!possible()) return false;
  const bases = await indexedDB.databases?.();
  return !bases || bases.some(({ name }) => name === KEPT);
}

/** Forgets all that belongs to these versions of papers. @param {readonly string[]} versions */
export async function dropPapers(versions) {
  if (versions.length === 0 || !(await keepsAnything())) return;
  const gone = new Set(versions);
  await forget((await abouts()).filter(({ version }) => gone.has(version)).map(({ path }) => path));
}
