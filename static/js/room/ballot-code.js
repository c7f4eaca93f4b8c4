import { OURS } from "../kept.js";

/**
 * The code by which a voter finds a secret ballot again: made up here, never by the server; kept on this device until
 * its person signs out. It tells nothing of the choice, which is kept nowhere.
 */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: read aloud and written down without mistaking one sign
const SIGNS = 12;

/** @param {ArrayLike<number>} random twelve numbers from 0 to 255 @returns {string} e.g. K7QF-29MD-X4PA */
export function codeFrom(random) {
  const signs = Array.from({ length: SIGNS }, (_, n) => ALPHABET[(random[n] ?? 0) % ALPHABET.length]);
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].map((four) => four.join("")).join("-");
}

/** What was typed as the list has it: capitals, hyphens, no letters that are taken for numbers. @param {string} typed */
export function asListed(typed) {
  const signs = typed.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  return (signs.match(/.{1,4}/g) ?? []).join("-");
}

/** @param {string} vote @param {string} voter @returns {string} the code kept, or "" */
export function keptCode(vote, voter) {
  return localStorage.getItem(key(vote, voter)) ?? "";
}

/** The code of this voter's ballot; the same one again, since an earlier sending may have arrived. @param {string} vote @param {string} voter */
export function codeFor(vote, voter) {
  const known = keptCode(vote, voter);
  if (known) return known;
  const made = codeFrom(crypto.getRandomValues(new Uint8Array(SIGNS)));
  localStorage.setItem(key(vote, voter), made);
  return made;
}

/** @param {string} vote @param {string} voter */
function key(vote, voter) {
  return `${OURS}code-${vote}-${voter}`;
}
