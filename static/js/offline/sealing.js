// @ts-check
/**
 * Sealing what is kept: AES-256-GCM under a key that no script can read back. Pure but for the random numbers.
 * @typedef {{iv: Uint8Array<ArrayBuffer>, bytes: ArrayBuffer}} Box
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The key of a sign-in, from the secret that the server gives to it while it lives.
 * @param {string} secret base64 @param {string} session
 * @returns {Promise<CryptoKey>} cannot be exported
 */
export async function keyFrom(secret, session) {
  const raw = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  raw.fill(0);
  const how = { name: "HKDF", hash: "SHA-256", salt: encoder.encode(session), info: encoder.encode("ecabinet kept papers 1") };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * @param {CryptoKey} key @param {string} place where the box will lie: it opens nowhere else
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes @returns {Promise<Box>}
 */
export async function seal(key, place, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(place) }, key, bytes) };
}

/** @param {CryptoKey} key @param {string} place @param {Box} box @returns {Promise<ArrayBuffer>} @throws when anything was changed */
export function unseal(key, place, { iv, bytes }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(place) }, key, bytes);
}

/** @param {unknown} value */
export function toBytes(value) {
  return encoder.encode(JSON.stringify(value));
}

/** @param {ArrayBuffer} bytes @returns {any} */
export function fromBytes(bytes) {
  return JSON.parse(decoder.decode(bytes));
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} SHA-256 as the server writes it */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
