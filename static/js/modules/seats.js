import { api } from "../api.js";
import { Deeds } from "../desk/deeds.js";
import { all, el, icon, one, say, show } from "../dom.js";
import { live } from "../live/live.js";
import { inlineIcons } from "../room/inline-icons.js";
import { LiveState } from "../room/live-state.js";
import { SeatBoard, wordsFor } from "../room/seat-board.js";
import { SeatDialog } from "../room/seat-dialog.js";
import { counts, needsReload, reduce, standing, standsBack, votesNow } from "../room/seat-state.js";
import { spread } from "../room/spread.js";
import { clockText, serverNow } from "../time.js";
import { shownName } from "../room/people.js";

const GATHERING = ["called", "in_session", "paused"];

/**
 * The seat map of one meeting, and one's own coming and going.
 * @param {HTMLElement} root
 */
export default function seats(root) {
  const start = JSON.parse(one(root, "[data-state]").textContent);
  const words = root.dataset;
  const at = `/meetings/${start.id}`;
  const clock = serverNow(start.server_time);
  const store = new LiveState(start, {
    reduce, needsReload, load: () => api.get(`${at}/seats`), streams: memberStreams, delay: () => spread(Math.random()),
  }, live);
  const deeds = new Deeds(words.textNoAnswer ?? "", () => void store.reload());
  const acts = actsOf(at, deeds, store);
  const dialog = new SeatDialog(one(root, "[data-seat-dialog]"), words, acts);
  const board = new SeatBoard(one(root, "[data-board]"), words, (number) => dialog.open(store.now, number));
  const list = one(root, "[data-list]");
  const frame = one(root, "[data-frame]");
  store.on((map) => {
    board.show(map);
    board.fit(frame.clientWidth - 32);
    showList(list, map, words, (id) => dialog.open(store.now, null, id));
    showMe(root, map, words);
    showFigures(root, map, words);
    if (one(root, "[data-seat-dialog]").open) dialog.show(map);
  });
  new ResizeObserver(() => board.fit(frame.clientWidth - 32)).observe(frame);
  live.onState((link) => showLink(root, link, clock()));
  for (const button of all(root, "[data-mine]")) button.addEventListener("click", () => void acts.mine(button.dataset.mine, { button }));
  bindRecusal(root, store, acts);
  bindViews(root);
  root.querySelector("[data-arrange]")?.addEventListener("click", (/** @type {any} */ event) => void acts.arrange({ button: event.currentTarget }));
  store.join();
  void inlineIcons();
}

/** @param {string} at @param {Deeds} deeds @param {LiveState<any>} store */
function actsOf(at, deeds, store) {
  /** @param {any} map */
  const become = (map) => (map ? (store.become(map), map) : map);
  const note = (/** @type {string | null} */ id, /** @type {string} */ what, /** @type {any} */ how = {}) => {
    const body = { ...(id ? { participant_id: id } : {}), ...(what === "online" ? { online: true } : {}) };
    const path = what === "leave" ? "departures" : "attendance";
    return deeds.run(`${what} ${id}`, (key) => api.post(`${at}/${path}`, body, key), how);
  };
  const item = () => `${at}/items/${store.now.current_item_id}/recusals`;
  return {
    note: (/** @type {string} */ id, /** @type {string} */ what) => note(id, what),
    mine: (/** @type {string} */ what, /** @type {any} */ how) => note(null, what, how),
    seat: async (/** @type {string} */ id, /** @type {string | null} */ seat) =>
      become(await deeds.run(`seat ${id} ${seat}`, (key) => api.put(`${at}/participants/${id}/seat`, { seat }, key))),
    arrange: async (/** @type {any} */ how) => become(await deeds.run("arrange", (key) => api.post(`${at}/seats`, {}, key), how)),
    recuse: (/** @type {string} */ reason, /** @type {any} */ how) => deeds.run(`recuse ${reason}`, (key) => api.post(item(), { reason }, key), how),
    comeBack: (/** @type {any} */ how) => deeds.run("come back", (key) => api.post(`${item()}/end`, {}, key), how),
  };
}

/** The desk's and the screen's streams say the same things again. @param {any} map */
function memberStreams({ id, streams }) {
  const own = [`meeting:${id}`, `meeting:${id}:members`];
  return Object.fromEntries(Object.entries(streams).filter(([name]) => own.includes(name)));
}

/** The twin of the map for keyboard and screen reader. @param {HTMLElement} list @param {any} map @param {DOMStringMap} words @param {(id: string) => void} onPerson */
function showList(list, map, words, onPerson) {
  const rows = map.people.map((/** @type {any} */ p) => {
    const how = standing(map, p);
    return { id: p.id, name: shownName(p), title: p.title, seat: p.seat ? say(words.textSeat ?? "", { seat: p.seat }) : (words.textNoSeat ?? ""), how, said: wordsFor(words, how, p, standsBack(map, p.id)) };
  });
  const drawn = JSON.stringify(rows);
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.person;
  const signs = { speaks: "mic", asked: "hand", voted: "vote", present: "check", online: "video", left: "door", absent: "ring" };
  list.replaceChildren(...rows.map((/** @type {any} */ row) => el("li", {}, el("button", { type: "button", class: `seat-row seat-${row.how}`, "data-person": row.id, onclick: () => onPerson(row.id) },
    el("span", { class: "disc" }, icon(signs[/** @type {keyof typeof signs} */ (row.how)])),
    el("span", { class: "grow" }, el("b", {}, row.name), el("small", {}, row.title)),
    el("span", { class: "num" }, row.seat), el("span", { class: "num seat-said" }, row.said)))));
  if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`[data-person="${focused}"]`))?.focus();
}

/** @param {HTMLElement} root @param {any} map @param {DOMStringMap} words */
function showMe(root, map, words) {
  const me = map.people.find((/** @type {any} */ p) => p.id === map.me);
  const may = Boolean(me) && map.rights.check_in && GATHERING.includes(map.state);
  show(one(root, '[data-mine="room"]'), may && (!me.present || me.online));
  show(one(root, '[data-mine="online"]'), may && (!me.present || !me.online));
  show(one(root, '[data-mine="leave"]'), may && me.present);
  const back = Boolean(me) && standsBack(map, me.id);
  show(one(root, "[data-vote-now]"), votesNow(map, me) && !back);
  show(one(root, "[data-recuse]"), may && me.entitled && Boolean(map.current_item_title) && !back);
  show(one(root, "[data-come-back]"), may && back);
  for (const node of all(root, "[data-item]")) node.textContent = map.current_item_title;
  one(root, "[data-my-standing]").classList.toggle("my-away", !me?.present);
  one(root, "[data-my-standing]").textContent = me ? wordsFor(words, standing(map, me), me, back) : "";
  show(one(root, "[data-my-seat]"), Boolean(me?.seat));
  one(root, "[data-my-seat] b").textContent = me?.seat ?? "";
}

/** @param {HTMLElement} root @param {any} map @param {DOMStringMap} words */
function showFigures(root, map, words) {
  const { members, present, required, reached } = map.attendance;
  const fact = say((reached ? words.textEnough : words.textTooFew) ?? "", { present, members });
  one(root, "[data-presence-text]").textContent = fact;
  one(root, "[data-quorum-figure]").textContent = `${present}/${members}`;
  one(root, "[data-quorum-words]").textContent = say((reached ? words.textReached : words.textMissing) ?? "", { required, missing: required - present });
  const cells = one(root, "[data-cells]");
  cells.replaceChildren(...(members > 60 ? [] : Array.from({ length: members }, (_, n) => el("i", { class: n < present ? "on" : "" }))), el("em"));
  cells.style.setProperty("--need", String(members ? required / members : 0));
  show(cells, members > 0 && members <= 60);
  const many = counts(map);
  for (const node of all(root, "[data-count]")) node.textContent = String(many[/** @type {keyof typeof many} */ (node.dataset.count)]);
  show(one(root, "[data-voted-legend]"), Boolean(map.vote));
  show(one(root, "[data-asked-legend]"), many.asked > 0);
}

/** @param {HTMLElement} root @param {string} link @param {number} now ms */
function showLink(root, link, now) {
  const { textSynced = "", textConnecting = "", textLost = "" } = root.dataset;
  const fact = one(root, "[data-link]");
  fact.className = `fact ${link === "online" ? "fact-ok" : link === "offline" ? "fact-warn" : ""}`;
  one(fact, "span").textContent = { online: textSynced, offline: say(textLost, { time: clockText(now) }) }[link] ?? textConnecting;
}

/** @param {HTMLElement} root @param {LiveState<any>} store @param {any} acts */
function bindRecusal(root, store, acts) {
  const dialog = one(root, "[data-recusal-dialog]");
  one(root, "[data-recuse]").addEventListener("click", () => dialog.showModal());
  one(root, "[data-come-back]").addEventListener("click", (/** @type {any} */ event) => void acts.comeBack({ button: event.currentTarget }));
  one(dialog, "form[data-reason]").addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const answer = await acts.recuse(one(dialog, "textarea").value.trim(), { button: event.submitter });
    if (answer !== undefined) dialog.close();
  });
}

/** @param {HTMLElement} root */
function bindViews(root) {
  for (const button of all(root, "[data-view]")) {
    button.addEventListener("click", () => {
      root.dataset.shows = button.dataset.view;
      for (const other of all(root, "[data-view]")) other.setAttribute("aria-pressed", String(other === button));
    });
  }
}
