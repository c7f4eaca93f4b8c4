// @ts-check
/**
 * On every page: says when there is no network, forgets what may not stay on this tablet, tells of a new release.
 * `<body data-module="busy offline" data-offline="sign-in" data-release="…">`
 */
import { ApiError } from "../api.js";
import { one, show } from "../dom.js";
import { OURS } from "../kept.js";
import { abouts, forget, holder, wipe } from "../offline/base.js";
import { keepsAnything } from "../offline/dropping.js";
import { forOneself, releaseHere, sessionHere } from "../offline/here.js";
import { possible } from "../offline/kept-things.js";
import { agree } from "../offline/keeper.js";
import { expired } from "../offline/rules.js";

const ASKED = `${OURS}kept-asked`;
const ASK_MS = 60_000;
const LOOK_MS = 15 * 60_000;

/** @param {HTMLElement} body */
export default function offline(body) {
  if (!navigator.onLine) document.documentElement.setAttribute("data-net", "lost");
  if (!possible()) return;
  void tidy().catch((error) => console.warn(error));
  addEventListener("online", () => void tidy().catch((error) => console.warn(error)));
  if ("serviceWorker" in navigator) void watchRelease(one(body, "[data-new-release]"));
}

/** What another sign-in kept, whose time is over, or what was recalled, goes. */
async function tidy() {
  if (!(await keepsAnything())) return;
  const held = await holder();
  const here = sessionHere();
  if (!held || !here) return;
  if (held.session !== here) return wipe();
  await forget(expired(await abouts(), Date.now()));
  if (forOneself() && navigator.onLine && isDue()) await askAll();
}

function isDue() {
  const last = Number(localStorage.getItem(ASKED) ?? 0);
  if (Date.now() - last < ASK_MS) return false;
  localStorage.setItem(ASKED, String(Date.now()));
  return true;
}

/** The server says of each meeting what may stay. */
async function askAll() {
  for (const meeting of new Set((await abouts()).map((thing) => thing.meeting))) {
    try {
      await agree(meeting);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401) return wipe();
    }
  }
}

/** @param {HTMLElement} notice */
async function watchRelease(notice) {
  const registration = await navigator.serviceWorker.getRegistration("/");
  if (!registration) return;
  const look = () => void offer(registration, notice);
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  setInterval(() => void registration.update().catch(() => undefined), LOOK_MS);
  look();
}

/** @param {ServiceWorkerRegistration} registration @param {HTMLElement} notice */
async function offer({ waiting }, notice) {
  if (!waiting) return;
  // This page is of the new release already: nothing has to be said.
  if ((await releaseOf(waiting)) === releaseHere()) return waiting.postMessage("become");
  show(notice, true);
  one(notice, "button").addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("become");
  });
}

/** @param {ServiceWorker} worker @returns {Promise<string>} */
function releaseOf(worker) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener("message", (event) => resolve(event.data), { once: true });
    port1.start();
    worker.postMessage("release", [port2]);
  });
}
