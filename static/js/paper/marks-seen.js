// @ts-check
/** Which marks of a page the server can draw for this reader, as they are now. Pure. */
import { layerKey } from "../viewer/layers.js";

/**
 * Layers with a mark to be seen, and a short word for their state: another mark, another word. What the server has
 * not answered for is not on its picture yet, and replies are seen in lists only.
 * @param {readonly import("../viewer/types").Annotation[]} marks @param {(layer: string) => boolean} visible
 * @returns {{layers: string, state: string}}
 */
export function marksSeen(marks, visible) {
  const seen = marks.filter((mark) => mark.revision > 0 && mark.kind !== "reply" && visible(layerKey(mark)));
  const layers = [...new Set(seen.map((mark) => mark.layer))].sort().join(",");
  let state = 0;
  for (const letter of seen.map((mark) => `${mark.id}.${mark.revision}`).sort().join()) state = (state * 31 + letter.charCodeAt(0)) | 0;
  return { layers, state: (state >>> 0).toString(36) };
}
