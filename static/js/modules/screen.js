import { api } from "../api.js";
import { one, say, show } from "../dom.js";
import { live } from "../live/live.js";
import { minutesLeft } from "../room/agenda.js";
import { inlineIcons } from "../room/inline-icons.js";
import { put } from "../room/symbols.js";
import { LiveState } from "../room/live-state.js";
import { PaperPicture } from "../screen/paper-picture.js";
import { needsReload, reduce } from "../screen/screen-state.js";
import { VoteWall } from "../screen/vote-wall.js";
import { clockText, serverNow } from "../time.js";

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
  const picture = new PaperPicture(one(root, "[data-picture]"));
  const votes = new VoteWall(root);
  store.on((state) => {
    const item = state.agenda.find((/** @type {any} */ i) => i.id === state.current_item_id);
    const voted = state.agenda.find((/** @type {any} */ i) => i.id === state.vote?.item_id);
    show(one(root, "[data-wall-page]"), !state.vote);
    show(one(root, "[data-wall-side]"), !state.vote);
    votes.show(state.vote, voted?.number ?? "");
    showItem(root, state, item, clock());
    showPaper(root, state, picture);
    showPresence(root, state.attendance);
  });
  setInterval(() => {
    const state = store.now;
    showItem(root, state, state.agenda.find((/** @type {any} */ i) => i.id === state.current_item_id), clock());
  }, 10000);
  live.onState((link) => {
    const lost = one(root, "[data-lost]");
    if (link === "offline" && lost.hidden) one(lost, "span").textContent = say(root.dataset.textLostSince ?? "", { time: clockText(clock()) });
    show(lost, link === "offline");
  });
  store.join();
  void inlineIcons();
}

/** @param {HTMLElement} root @param {any} state @param {any} item @param {number} now ms */
function showItem(root, state, item, now) {
  const words = root.dataset;
  const running = item && state.state === "in_session";
  const still = { called: words.textNotYet, paused: words.textPaused, closed: words.textEnded }[/** @type {string} */ (state.state)] ?? words.textSession ?? "";
  const place = item ? say(words.textItem ?? "", { number: item.number, count: state.agenda.length }) : "";
  one(root, "[data-kick]").textContent = running ? `${place} · ${minutesLeft(item, now, words)}` : still;
  put(one(root, "[data-title]"), item && state.state !== "closed" ? (item.title ?? words.textClosedItem ?? "") : state.title);
  const by = [item?.presenter_unit, item?.presenter_name].filter(Boolean).join(" · ");
  const page = state.current_version_id && running ? say(words.textPage ?? "", { page: state.current_page }) : "";
  one(root, "[data-by]").textContent = [by, page].filter(Boolean).join(" · ");
}

/** @param {HTMLElement} root @param {any} state @param {PaperPicture} picture */
function showPaper(root, state, picture) {
  const shown = Boolean(state.current_version_id) && state.state !== "closed";
  show(one(root, "[data-picture]"), shown);
  root.classList.toggle("wall-bare", !shown);
  if (shown) picture.show(state.current_version_id, state.current_page, say(root.dataset.textPage ?? "", { page: state.current_page }));
}

/** @param {HTMLElement} root @param {{present: number, members: number, reached: boolean}} attendance */
function showPresence(root, { present, members, reached }) {
  const { textPresent = "", textTooFew = "" } = root.dataset;
  one(root, "[data-presence] span").textContent = say(reached ? textPresent : textTooFew, { present, members });
}
