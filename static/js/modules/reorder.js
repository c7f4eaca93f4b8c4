import { api } from "../api.js";
import { all } from "../dom.js";
import { say } from "./toast.js";

/**
 * Rows that are put in order by dragging their handle, or with their up and down buttons, and saved at once.
 * @param {HTMLElement} body with data-path (of the API), data-name (of the list of ids), data-hidden (ids that are not
 *   shown and go last), data-said and data-lost (words); its rows carry data-id
 */
export default function reorder(body) {
  for (const handle of all(body, "[data-drag]")) {
    handle.hidden = false;
    handle.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => drag(body, handle, event));
  }
  body.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-move]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    step(body, button);
  });
}

/** @param {HTMLElement} body @param {HTMLButtonElement} button */
function step(body, button) {
  const row = button.closest("tr");
  const before = rows(body);
  const other = before[before.indexOf(/** @type {HTMLElement} */ (row)) + Number(button.dataset.move)];
  if (!row || !other) return;
  if (button.dataset.move === "-1") other.before(row);
  else other.after(row);
  mark(body);
  const stays = button.disabled ? row.querySelector("[data-move]:not([disabled])") : button;
  if (stays instanceof HTMLElement) stays.focus();
  save(body, before);
}

/** @param {HTMLElement} body @param {HTMLElement} handle @param {PointerEvent} event */
function drag(body, handle, event) {
  const row = handle.closest("tr");
  if (!row || event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  row.classList.add("dragged");
  const before = rows(body);
  const move = (/** @type {PointerEvent} */ at) => {
    const under = rows(body).find((one) => one !== row && holds(one, at.clientY));
    if (!under) return;
    const box = under.getBoundingClientRect();
    if (at.clientY < box.top + box.height / 2) under.before(row);
    else under.after(row);
  };
  const end = () => {
    handle.removeEventListener("pointermove", move);
    row.classList.remove("dragged");
    mark(body);
    if (rows(body).some((one, place) => one !== before[place])) save(body, before);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", end, { once: true });
}

/** @param {HTMLElement} row @param {number} y */
function holds(row, y) {
  const box = row.getBoundingClientRect();
  return y >= box.top && y <= box.bottom;
}

/** @param {HTMLElement} body @returns {HTMLElement[]} */
function rows(body) {
  return all(body, ":scope > tr");
}

/** The first row cannot go up, the last not down. @param {HTMLElement} body */
function mark(body) {
  const found = rows(body);
  found.forEach((row, place) => {
    for (const button of all(row, "[data-move]")) button.disabled = place === (button.dataset.move === "-1" ? 0 : found.length - 1);
  });
}

/** @param {HTMLElement} body @param {HTMLElement[]} before the order to go back to when it cannot be saved */
async function save(body, before) {
  const { path = "", name = "", hidden = "", said = "", lost = "" } = body.dataset;
  const ids = [...rows(body).map((row) => row.dataset.id), ...hidden.split(" ").filter(Boolean)];
  try {
    await api.put(path, { [name]: ids });
    say(said, "success");
  } catch (error) {
    body.append(...before);
    mark(body);
    say((error instanceof Error && error.message) || lost, "error");
  }
}
