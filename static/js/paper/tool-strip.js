// @ts-check
/**
 * The strip of pens and layers (templates/documents/_paper_tools.html).
 * @typedef {import("./desk.js").PaperDesk} PaperDesk
 */
import { all } from "../dom.js";

/** @param {HTMLElement} strip @param {PaperDesk} desk */
export function bindTools(strip, desk) {
  strip.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const { tool, layer, act } = button.dataset;
    if (tool) desk.setTool(/** @type {import("../viewer/types").Tool} */ (tool));
    if (layer) desk.setLayer(/** @type {import("../viewer/types").Layer} */ (layer));
    if (act === "undo") desk.viewer?.undo();
    if (act === "fold") button.setAttribute("aria-expanded", String(strip.toggleAttribute("data-open")));
    paint(strip, desk);
  });
  paint(strip, desk);
}

/**
 * Whether this person may write on the meeting layer of the paper now open. On behalf of another nobody
 * writes on the personal layer (`data-no-own`), nor on the meeting's without that power (`data-no-meeting`).
 * @param {HTMLElement} strip @param {PaperDesk} desk @param {boolean} wanted
 */
export function allowMeeting(strip, desk, wanted) {
  const may = wanted && !("noMeeting" in strip.dataset);
  const own = !("noOwn" in strip.dataset);
  for (const button of all(strip, '[data-layer="meeting"]')) button.disabled = !may;
  for (const button of all(strip, '[data-layer="personal"]')) button.disabled = !own;
  for (const button of all(strip, '[data-tool]:not([data-tool="pan"])')) button.disabled = !may && !own;
  if (!may && desk.layer === "meeting") desk.setLayer("personal");
  if (may && !own) desk.setLayer("meeting");
  if (!may && !own) desk.setTool("pan");
  paint(strip, desk);
}

/** @param {HTMLElement} strip @param {PaperDesk} desk */
function paint(strip, desk) {
  for (const button of all(strip, "[data-tool]")) press(button, "tool-on", button.dataset.tool === desk.tool);
  for (const button of all(strip, "[data-layer]")) press(button, "layer-on", button.dataset.layer === desk.layer);
}

/** @param {HTMLElement} button @param {string} look @param {boolean} on */
function press(button, look, on) {
  button.classList.toggle(look, on);
  button.setAttribute("aria-pressed", String(on));
}
