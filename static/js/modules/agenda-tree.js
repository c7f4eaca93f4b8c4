import { dropped, same } from "../agenda/tree.js";
import { api } from "../api.js";
import { all } from "../dom.js";
import { OURS } from "../kept.js";
import { say } from "./toast.js";

const STEP_PX = 32;
const KEYS = /** @type {Readonly<Record<string, string>>} */ ({ ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" });
const FOCUS = `${OURS}agenda-focus`;

/**
 * The agenda put in order: by dragging a handle (to the right: into the item above), by Alt and an arrow, or by the buttons of each row,
 * which are forms of their own. Saved at once; numbers and times come from the server, so the page is loaded again.
 * @param {HTMLElement} list with data-meeting, data-revision, data-lost (words); its rows carry data-id and data-level
 */
export default function agendaTree(list) {
  for (const handle of all(list, "[data-drag]")) {
    handle.hidden = false;
    handle.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => drag(list, handle, event));
  }
  list.addEventListener("keydown", (event) => step(list, event));
  refocus(list);
}

/** @param {HTMLElement} list @returns {HTMLElement[]} */
function rows(list) {
  return all(list, ":scope > li");
}

/** @param {HTMLElement} list @returns {import("../agenda/tree.js").Branch[]} */
function branches(list) {
  return rows(list).map((row) => ({ id: row.dataset.id ?? "", level: Number(row.dataset.level) }));
}

/** @param {HTMLElement} list @param {KeyboardEvent} event */
function step(list, event) {
  const direction = event.altKey && !event.ctrlKey && !event.metaKey ? KEYS[event.key] : undefined;
  const from = event.target instanceof Element ? event.target : null;
  const row = from?.closest("li[data-id]");
  if (!direction || !(row instanceof HTMLElement) || from?.closest("input, textarea, select")) return;
  event.preventDefault();
  const body = { direction, agenda_revision: Number(list.dataset.revision) };
  void save(list, row.dataset.id ?? "", () => api.post(`/agenda-items/${row.dataset.id}/position`, body));
}

/** @param {HTMLElement} list @param {HTMLElement} handle @param {PointerEvent} event */
function drag(list, handle, event) {
  const row = handle.closest("li");
  if (!row || event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  row.classList.add("dragged");
  const held = { x: event.clientX, before: /** @type {string | null} */ (null), level: Number(row.dataset.level), moved: false };
  const start = held.level;
  const move = (/** @type {PointerEvent} */ at) => {
    held.level = start + Math.round((at.clientX - held.x) / STEP_PX);
    held.moved = true;
    const below = rows(list).find((one) => at.clientY < one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2);
    held.before = below?.dataset.id ?? null;
    mark(list, row.dataset.id ?? "", held);
  };
  const end = () => {
    handle.removeEventListener("pointermove", move);
    row.classList.remove("dragged");
    for (const one of rows(list)) one.classList.remove("drop-before", "drop-after");
    if (held.moved) drop(list, row.dataset.id ?? "", held);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", end, { once: true });
}

/** Shows where the row would land. @param {HTMLElement} list @param {string} id @param {{before: string | null, level: number}} held */
function mark(list, id, { before, level }) {
  const after = dropped(branches(list), id, before, level);
  const row = rows(list).find((one) => one.dataset.id === id);
  row?.style.setProperty("--level", String(after.find((branch) => branch.id === id)?.level ?? 0));
  const found = rows(list);
  for (const one of found) {
    one.classList.toggle("drop-before", one.dataset.id === before);
    one.classList.toggle("drop-after", before === null && one === found.at(-1));
  }
}

/** @param {HTMLElement} list @param {string} id @param {{before: string | null, level: number}} held */
function drop(list, id, { before, level }) {
  const was = branches(list);
  const after = dropped(was, id, before, level);
  if (same(was, after)) return;
  const body = { item_ids: after.map((branch) => branch.id), levels: after.map((branch) => branch.level), agenda_revision: Number(list.dataset.revision) };
  void save(list, id, () => api.put(`/meetings/${list.dataset.meeting}/agenda-order`, body));
}

/** @param {HTMLElement} list @param {string} id @param {() => Promise<unknown>} work */
async function save(list, id, work) {
  if (list.dataset.busy) return;
  list.dataset.busy = "true";
  try {
    await work();
    sessionStorage.setItem(FOCUS, id);
    location.reload();
  } catch (error) {
    delete list.dataset.busy;
    say((error instanceof Error && error.message) || (list.dataset.lost ?? ""), "error");
  }
}

/** Goes on where one was: the row that has just been moved. @param {HTMLElement} list */
function refocus(list) {
  const id = sessionStorage.getItem(FOCUS);
  sessionStorage.removeItem(FOCUS);
  const row = id && rows(list).find((one) => one.dataset.id === id);
  if (row) row.querySelector("button")?.focus();
}
