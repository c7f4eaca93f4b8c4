// @ts-check
/**
 * The strip of pens and layers (templates/documents/_paper_tools.html), and the sheet of what is needed less often.
 * @typedef {import("./desk.js").PaperDesk} PaperDesk
 * @typedef {import("../viewer/types").Kind} Kind
 */
import { all, el, icon, one, show } from "../dom.js";
import { layerKey, layerOf } from "../viewer/layers.js";

/** Which kind of mark a tool makes. @type {Record<string, Kind>} */
const MAKES = {
  pen: "ink", highlight: "highlight", underline: "underline", strikeout: "strikeout", note: "note", line: "line", arrow: "arrow",
  rectangle: "rectangle", ellipse: "ellipse", text: "text", stamp: "stamp",
};
const LINED = ["ink", "line", "arrow", "rectangle", "ellipse"];

/** @param {HTMLElement} strip @param {PaperDesk} desk */
export function bindTools(strip, desk) {
  const more = one(strip, "[data-tools-more]");
  strip.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    press(strip, more, desk, button);
    // Pressed by a key, or by who hears the screen: no tap on the page will follow.
    if (button.dataset.tool === "note" && event instanceof MouseEvent && event.detail === 0) desk.viewer?.putNote();
  });
  more.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && fold(strip, more, true));
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !strip.contains(event.target)) fold(strip, more);
  }, { capture: true });
  desk.onOpened.on(() => {
    unitLayers(strip, desk);
    for (const button of all(strip, '[data-tool="pointer"]')) show(button, desk.company?.place.may_point ?? false);
    if (desk.tool === "pointer" && !desk.company?.place.may_point) desk.setTool("pan");
    paint(strip, desk);
  });
  desk.onMarks.on(() => paint(strip, desk));
  desk.onPen.on(() => takeInk(strip, desk));
  paint(strip, desk);
}

/** The lead was handed over or taken back while the paper is open. @param {HTMLElement} strip @param {PaperDesk} desk @param {boolean} may */
export function allowPointing(strip, desk, may) {
  if (!desk.company || desk.company.place.may_point === may) return;
  desk.company.place.may_point = may;
  for (const button of all(strip, '[data-tool="pointer"]')) show(button, may);
  if (desk.tool === "pointer" && !may) desk.setTool("pan");
  paint(strip, desk);
}

/** @param {HTMLElement} strip @param {HTMLElement} more @param {PaperDesk} desk @param {HTMLButtonElement} button */
function press(strip, more, desk, button) {
  const { tool, layer, act, stamp, color, width } = button.dataset;
  if (stamp) desk.setStamp(/** @type {any} */ (stamp));
  if (tool) {
    strip.dataset.chosen = tool;
    desk.setTool(/** @type {import("../viewer/types").Tool} */ (tool));
  }
  if (layer) choose(desk, layer);
  if (color) desk.setStyle(kindOf(desk), { color });
  if (width) desk.setStyle(kindOf(desk), { width: Number(width) });
  if (act === "undo") desk.viewer?.undo();
  if (act === "redo") desk.viewer?.redo();
  if (act === "fold") button.setAttribute("aria-expanded", String(strip.toggleAttribute("data-open")));
  if (act === "more") unfold(strip, more, more.hidden === true);
  else if (tool && more.contains(button)) fold(strip, more, true);
  paint(strip, desk);
}

/** Ink first: who comes with a pen and has taken nothing in hand wants to write. @param {HTMLElement} strip @param {PaperDesk} desk */
function takeInk(strip, desk) {
  const ink = one(strip, '[data-tool="pen"]');
  if (strip.dataset.chosen || desk.tool !== "pan" || (ink instanceof HTMLButtonElement && ink.disabled)) return;
  desk.setTool("pen");
  paint(strip, desk);
}

/** @param {PaperDesk} desk @param {string} key */
function choose(desk, key) {
  const { layer, unit_id: unit } = layerOf(key);
  desk.setLayer(layer, unit);
}

/** What is being made or held, whose colour is chosen. @param {PaperDesk} desk @returns {Kind} */
function kindOf(desk) {
  return desk.viewer?.held?.kind ?? MAKES[desk.tool] ?? "ink";
}

/** @param {HTMLElement} strip @param {HTMLElement} more @param {boolean} open */
function unfold(strip, more, open) {
  show(more, open);
  one(strip, '[data-act="more"]').setAttribute("aria-expanded", String(open));
}

/** @param {HTMLElement} strip @param {HTMLElement} more @param {boolean} [back] the focus goes back to what opened it */
function fold(strip, more, back = false) {
  if (more.hidden) return;
  unfold(strip, more, false);
  if (back) one(strip, '[data-act="more"]').focus();
}

/** A button for each unit of this person, between one's own layer and the meeting's. @param {HTMLElement} strip @param {PaperDesk} desk */
function unitLayers(strip, desk) {
  for (const old of all(strip, '[data-layer^="unit:"]')) old.remove();
  const units = (desk.company?.layers ?? []).filter((shared) => shared.unit_id);
  const { wordUnit = "" } = strip.dataset;
  for (const unit of units) {
    const words = units.length > 1 ? unit.name : wordUnit;
    const button = el("button", { class: "layer", type: "button", "aria-pressed": "false", title: unit.name, dataset: { layer: layerKey(unit) } }, icon("unit"), el("span", {}, words));
    button.disabled = !desk.rights.mayWrite || "noOwn" in strip.dataset;
    one(strip, '[data-layer="meeting"]').before(button);
  }
}

/**
 * Whether this person may write on the meeting layer of the paper now open. On behalf of another nobody
 * writes on the personal layer (`data-no-own`), nor on the meeting's without that power (`data-no-meeting`).
 * With the right to view only nobody writes anywhere: then the strip keeps the tools for looking.
 * @param {HTMLElement} strip @param {PaperDesk} desk @param {boolean} [wanted] absent: as said last
 */
export function allowMeeting(strip, desk, wanted = strip.dataset.meeting !== "no") {
  strip.dataset.meeting = wanted ? "yes" : "no";
  const write = desk.rights.mayWrite;
  strip.toggleAttribute("data-view-only", !write);
  const may = write && wanted && !("noMeeting" in strip.dataset);
  const own = write && !("noOwn" in strip.dataset);
  desk.mayMarkMeeting = may;
  for (const button of all(strip, '[data-layer="meeting"]')) button.disabled = !may;
  for (const button of all(strip, '[data-layer="personal"]')) button.disabled = !own;
  for (const button of all(strip, '[data-tool]:not([data-tool="pan"])')) button.disabled = !may && !own;
  for (const button of all(strip, '[data-layer^="unit:"]')) button.disabled = !write || "noOwn" in strip.dataset;
  if (!may && desk.layer === "meeting") desk.setLayer("personal");
  if (may && !own) desk.setLayer("meeting");
  if (!may && !own) desk.setTool("pan");
  paint(strip, desk);
}

/** @param {HTMLElement} strip @param {PaperDesk} desk */
function paint(strip, desk) {
  const stamped = desk.tool === "stamp";
  for (const button of all(strip, "[data-tool]")) {
    const on = button.dataset.tool === desk.tool && (!stamped || !button.dataset.stamp || button.dataset.stamp === desk.stamp);
    pressed(button, "tool-on", on);
  }
  for (const button of all(strip, "[data-layer]")) pressed(button, "layer-on", button.dataset.layer === desk.layerKey);
  const kind = kindOf(desk);
  const style = desk.style(kind);
  for (const group of all(strip, "[data-colors]")) show(group, (group.dataset.colors === "marker") === (kind === "highlight"));
  for (const button of all(strip, "[data-color]")) pressed(button, "swatch-on", button.dataset.color === style?.color);
  for (const group of all(strip, "[data-widths]")) show(group, LINED.includes(kind));
  for (const button of all(strip, "[data-width]")) pressed(button, "swatch-on", Number(button.dataset.width) === style?.width);
  // What lies in the sheet and is in hand shows on the button that opens the sheet.
  const inside = all(one(strip, "[data-tools-more]"), "[data-tool]").find((button) => button.classList.contains("tool-on"));
  one(strip, '[data-act="more"]').classList.toggle("tool-on", Boolean(inside));
  const { wordMore = "" } = strip.dataset;
  one(strip, "[data-more-name]").textContent = inside?.dataset.name ?? inside?.textContent?.trim() ?? wordMore;
  for (const button of all(strip, '[data-act="redo"]')) button.disabled = !desk.viewer?.canRedo;
}

/** @param {HTMLElement} button @param {string} look @param {boolean} on */
function pressed(button, look, on) {
  button.classList.toggle(look, on);
  button.setAttribute("aria-pressed", String(on));
}
