// @ts-check
/**
 * Colours a new mark starts with. Layers differ in hue for the eye; who wrote it is said by the chip.
 * @typedef {import("./types").Kind} Kind
 * @typedef {import("./types").Layer} Layer
 * @typedef {import("./types").Style} Style
 */

/** In points; only ink has a width. */
const PEN_WIDTH = 1.8;

/** Others are drawn as the pen draws, or as a line under words. @type {Record<Layer, {ink: Style, highlight: Style, underline: Style}>} */
const STYLES = {
  personal: {
    ink: { color: "#1646a8", width: PEN_WIDTH },
    highlight: { color: "#ffe894", width: 0 },
    underline: { color: "#1646a8", width: 0 },
  },
  unit: {
    ink: { color: "#6b3fa0", width: PEN_WIDTH },
    highlight: { color: "#e3d5f5", width: 0 },
    underline: { color: "#6b3fa0", width: 0 },
  },
  meeting: {
    ink: { color: "#0e6b52", width: PEN_WIDTH },
    highlight: { color: "#c4ecd9", width: 0 },
    underline: { color: "#0e6b52", width: 0 },
  },
};
const LINED = new Set(["ink", "line", "arrow", "rectangle", "ellipse"]);

/** @param {Layer} layer @param {Kind} kind @returns {Style} */
export function defaultStyle(layer, kind) {
  const { ink, highlight, underline } = STYLES[layer];
  return { ...(kind === "highlight" ? highlight : LINED.has(kind) ? ink : underline) };
}

/** "#rgb" or "#rrggbb" in any case to "#rrggbb". @param {string} color @returns {string} @throws {RangeError} */
export function hexColor(color) {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  if (short) return `#${short.slice(1).map((c) => c + c).join("")}`.toLowerCase();
  if (/^#[0-9a-f]{6}$/i.test(color)) return color.toLowerCase();
  throw new RangeError(`not a colour: ${color}`);
}
