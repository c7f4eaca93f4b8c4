// @ts-check
/** This page and this browser, as far as keeping papers is concerned. */
import { OURS } from "../kept.js";
import { possible } from "./kept-things.js";

const PAUSED = `${OURS}keep-paused`;

/** Which sign-in reads this page; "none" at the door, empty when the page cannot say. */
export function sessionHere() {
  return document.body.dataset.offline ?? "";
}

/** The release this page is made of. */
export function releaseHere() {
  return document.body.dataset.release ?? "";
}

/** Whether what is read here is one's own: nothing is kept on behalf of another. */
export function forOneself() {
  return (document.querySelector('meta[name="acting"]')?.getAttribute("content") ?? "self") === "self";
}

/** Starts the service worker. @returns {Promise<boolean>} whether papers can be kept here */
export async function ready() {
  if (!possible() || !("serviceWorker" in navigator) || !navigator.locks) return false;
  const registration = await navigator.serviceWorker.register("/sw.js", { type: "module" }).catch(() => null);
  return Boolean(registration);
}

/** Whether the person stopped keeping on this tablet. */
export function paused() {
  return localStorage.getItem(PAUSED) === "1";
}

/** @param {boolean} now */
export function setPaused(now) {
  if (now) localStorage.setItem(PAUSED, "1");
  else localStorage.removeItem(PAUSED);
}

/** A size as people read it. @param {number} bytes */
export function sizeText(bytes) {
  const [unit, by] = bytes >= 1e6 ? ["megabyte", 1e6] : ["kilobyte", 1e3];
  const how = { style: "unit", unit, maximumFractionDigits: bytes >= 1e7 || by === 1e3 ? 0 : 1 };
  return new Intl.NumberFormat(document.documentElement.lang, /** @type {any} */ (how)).format(Math.max(bytes / by, by === 1e3 && bytes ? 1 : 0));
}
