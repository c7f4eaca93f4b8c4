import { all } from "../dom.js";

/**
 * @param {string[]} ids @param {string} id @param {number} step -1 up, 1 down
 * @returns {string[]} the ids with `id` moved by `step`, staying within the ends. Pure.
 */
export function moved(ids, id, step) {
  const from = ids.indexOf(id);
  if (from < 0) return ids;
  const rest = ids.filter((other) => other !== id);
  rest.splice(Math.min(Math.max(from + step, 0), rest.length), 0, id);
  return rest;
}

/**
 * Drag a row within its list; its place is told when it is let go.
 * @param {PointerEvent} event @param {HTMLElement} handle @param {HTMLElement} row @param {(ids: string[]) => void} onEnd
 */
export function dragRow(event, handle, row, onEnd) {
  const list = /** @type {HTMLElement} */ (row.parentElement);
  const rows = () => all(list, ":scope > li");
  handle.setPointerCapture(event.pointerId);
  row.classList.add("dragged");
  const move = (/** @type {PointerEvent} */ at) => {
    const under = rows().find((other) => other !== row && holds(other, at.clientY));
    if (!under) return;
    const box = under.getBoundingClientRect();
    if (at.clientY < box.top + box.height / 2) under.before(row);
    else under.after(row);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", () => {
    handle.removeEventListener("pointermove", move);
    row.classList.remove("dragged");
    onEnd(rows().map((one) => one.dataset.id));
  }, { once: true });
}

/** @param {HTMLElement} row @param {number} y */
function holds(row, y) {
  const box = row.getBoundingClientRect();
  return y >= box.top && y <= box.bottom;
}
