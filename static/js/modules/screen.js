import { api } from "../api.js";
import { all, one, say, show } from "../dom.js";
import { live } from "../live/live.js";
import { minutesLeft } from "../room/agenda.js";
import { inlineIcons } from "../room/inline-icons.js";
import { put } from "../room/symbols.js";
import { LiveState } from "../room/live-state.js";
import { showConclusion } from "../screen/conclusion-wall.js";
import { PaperPicture } from "../screen/paper-picture.js";
import { needsReload, reduce } from "../screen/screen-state.js";
import { showSpeaker } from "../screen/speaker.js";
import { VoteWall } from "../screen/vote-wall.js";
import { clockText, hourMinute, serverNow } from "../time.js";

/** A machine's right is good for half an hour after it was last used. */
const RENEW_MS = 4 * 60_000;

/**
 * The big screen of one meeting: the page, the item, who is here; a vote while it is open and its result.
 * @param {HTMLElement} root
 */
export default function screen(root) {
  const start = JSON.parse(one(root, "[data-state]").textContent);
  const clock = serverNow(start.server_time);
  const store = new LiveState(start, {
    reduce, needsReload, load: () => api.get(`/meetings/${start.id}/screen`), streams: (state) => state.streams,
  }, live);
  if (root.hasAttribute("data-by-machine")) machine(start.id, store);
  const picture = new PaperPicture(one(root, "[data-picture]"), start.id);
  const votes = new VoteWall(root);
  store.on((state) => {
    const over = state.state === "closed" || state.state === "cancelled";
    const voted = state.agenda.find((/** @type {any} */ i) => i.id === state.vote?.item_id);
    show(one(root, "[data-end]"), over);
    for (const words of all(root, "[data-end-closed]")) show(words, state.state === "closed");
    show(one(root, "[data-end-cancelled]"), state.state === "cancelled");
    const hanging = over || state.vote ? null : state.conclusion;
    show(one(root, "[data-wall-page]"), !state.vote && !hanging && !over);
    show(one(root, "[data-wall-side]"), !state.vote && !hanging && !over);
    showConclusion(one(root, "[data-conclusion]"), hanging);
    show(one(root, "[data-presence]"), !over);
    votes.show(over ? null : state.vote, over ? [] : state.slate, voted?.number ?? "");
    showItem(root, state, clock());
    showPaper(root, state, picture);
    showPresence(root, state.attendance);
    showSpeaker(one(root, "[data-speaker]"), state.speaking, clock());
  });
  setInterval(() => showItem(root, store.now, clock()), 10000);
  setInterval(() => showSpeaker(one(root, "[data-speaker]"), store.now.speaking, clock()), 1000);
  live.onState((link) => {
    const lost = one(root, "[data-lost]");
    if (link === "offline" && lost.hidden) one(lost, "span").textContent = say(root.dataset.textLostSince ?? "", { time: clockText(clock()) });
    show(lost, link === "offline");
  });
  store.join();
  void inlineIcons();
}

/**
 * On a machine that nobody signed in on the screen is the one door: what was missed is the whole state, asked for
 * again, and now and then it is asked for so that the machine's right goes on.
 * @param {string} meetingId @param {LiveState<any>} store
 */
function machine(meetingId, store) {
  live.asScreen(`/meetings/${meetingId}/screen`, async (stream) => {
    await store.reload();
    return { stream, events: [], last: store.now.streams[stream] ?? 0, complete: true, anew: true };
  });
  setInterval(() => void store.reload(), RENEW_MS);
}

/** @param {HTMLElement} root @param {any} state @param {number} now ms */
function showItem(root, state, now) {
  const words = root.dataset;
  const item = state.agenda.find((/** @type {any} */ i) => i.id === state.current_item_id);
  const running = item && state.state === "in_session";
  const still = { called: words.textNotYet, paused: words.textPaused, closed: words.textEnded }[/** @type {string} */ (state.state)] ?? words.textSession ?? "";
  const place = item ? say(words.textItem ?? "", { number: item.number, count: state.agenda.length }) : "";
  one(root, "[data-kick]").textContent = running ? `${place} · ${minutesLeft(item, now, words)}` : still;
  put(one(root, "[data-title]"), titleOf(state, item, words));
  const by = [item?.presenter_unit, item?.presenter_name].filter(Boolean).join(" · ");
  const page = state.current_version_id && running ? say(words.textPage ?? "", { page: state.current_page }) : "";
  const starts = state.state === "called" ? say(words.textStarts ?? "", { time: hourMinute(state.starts_at) }) : "";
  one(root, "[data-by]").textContent = [starts, by, page].filter(Boolean).join(" · ");
}

/** A secret item is not in the wall's agenda at all, one for members only has no title. @param {any} state @param {any} item @param {DOMStringMap} words @returns {string} */
function titleOf(state, item, words) {
  if (!state.current_item_id || state.state === "closed") return state.title;
  return (item ? (item.title ?? words.textClosedItem) : words.textSecretItem) ?? "";
}

/** @param {HTMLElement} root @param {any} state @param {PaperPicture} picture */
function showPaper(root, state, picture) {
  const shown = Boolean(state.current_version_id) && (state.state === "in_session" || state.state === "paused");
  show(one(root, "[data-picture]"), shown);
  root.classList.toggle("wall-bare", !shown);
  if (shown) picture.show(state.current_version_id, state.current_page, say(root.dataset.textPage ?? "", { page: state.current_page }));
}

/** @param {HTMLElement} root @param {{present: number, members: number, reached: boolean}} attendance */
function showPresence(root, { present, members, reached }) {
  const { textPresent = "", textTooFew = "" } = root.dataset;
  one(root, "[data-presence] span").textContent = say(reached ? textPresent : textTooFew, { present, members });
}
