import { api } from "../api.js";
import { one, show } from "../dom.js";

/** Whoever only passes through a page opens no socket on it. */
const SETTLE_MS = 2500;
/** When a whole conference is told at once, its pages ask for their figures one after the other. */
const SPREAD_MS = 1500;
const MOST = 100;

/**
 * The bell: its figure follows the person's own stream, on the socket that the page has or, a moment
 * after it has come into view, on one of its own. Without scripts the figure is that of the load.
 * @param {HTMLElement} element link with data-stream and data-seq, a [data-count] in it
 */
export default function bell(element) {
  const { stream, seq } = element.dataset;
  if (!stream) throw new Error("no stream to follow");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;
  const ask = async () => {
    asking = undefined;
    // Signed out meanwhile, or without network: the figure stays, the page says the rest.
    const told = await api.get("/notices?limit=1").catch((error) => console.warn(error));
    if (told) ring(element, told.unread);
  };
  const onEvent = () => (asking ??= setTimeout(() => void ask(), Math.random() * SPREAD_MS));
  onceSeen(() => setTimeout(() => void follow(stream, Number(seq ?? 0), onEvent), SETTLE_MS));
}

/**
 * @param {string} stream
 * @param {number} seq
 * @param {() => void} onEvent
 */
async function follow(stream, seq, onEvent) {
  const { live } = await import("../live/live.js");
  live.subscribe(stream, seq, onEvent);
}

/** @param {() => void} then called once, when the page is to be seen: tabs behind others stay quiet */
function onceSeen(then) {
  if (document.visibilityState === "visible") return then();
  const look = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", look);
    then();
  };
  document.addEventListener("visibilitychange", look);
}

/**
 * @param {HTMLElement} element
 * @param {number} unread up to MOST
 */
function ring(element, unread) {
  const { textNone = "", textSome = "" } = element.dataset;
  const figure = unread < MOST ? String(unread) : `${MOST - 1}+`;
  const words = unread ? textSome.replace("{count}", figure) : textNone;
  const dot = one(element, "[data-count]");
  const more = unread > Number.parseInt(dot.textContent || "0", 10) || (unread > 0 && dot.hidden);
  dot.textContent = figure;
  show(dot, unread > 0);
  element.setAttribute("aria-label", words);
  const said = element.parentElement?.querySelector("[data-bell-said]");
  if (said && more) said.textContent = words;
}
