// @ts-check
/**
 * Layers by name: "personal", "meeting", and "unit:…" for each unit.
 * @typedef {import("./types").Layer} Layer
 */

/** @param {{layer: Layer, unit_id?: string | null}} mark @returns {string} */
export function layerKey({ layer, unit_id: unit }) {
  return layer === "unit" && unit ? `unit:${unit}` : layer;
}

/** @param {string} key @returns {{layer: Layer, unit_id?: string}} */
export function layerOf(key) {
  if (key.startsWith("unit:")) return { layer: "unit", unit_id: key.slice(5) };
  return { layer: /** @type {Layer} */ (key) };
}
