// @ts-check
/**
 * What a person has in hand, while papers come and go: tool, layer, stamp, and the colours chosen for each layer.
 * @typedef {import("../viewer/types").Kind} Kind
 * @typedef {import("../viewer/types").Layer} Layer
 * @typedef {import("../viewer/types").Style} Style
 * @typedef {import("../viewer/paper-viewer.js").PaperViewer} PaperViewer
 */
import { layerKey } from "../viewer/layers.js";

export class Hand {
  /** @type {import("../viewer/types").Tool} */
  tool = "pan";
  /** @type {Layer} */
  layer = "personal";
  /** Whose layer, when it is a unit's. @type {string | undefined} */
  unit;
  /** What is pressed next. @type {import("../viewer/types").Stamp} */
  stamp = "seen";
  /** @type {Map<Layer, Map<Kind, Partial<Style>>>} */
  #styles = new Map();

  /** The layer by name: "personal", "meeting", "unit:…". */
  get key() { return layerKey({ layer: this.layer, unit_id: this.unit }); }

  /** @param {Kind} kind @returns {Partial<Style> | undefined} what was chosen */
  style(kind) { return this.#styles.get(this.layer)?.get(kind); }

  /** @param {import("../viewer/types").Tool} tool @param {PaperViewer | null} viewer */
  setTool(tool, viewer) {
    this.tool = tool;
    viewer?.setTool(tool);
  }

  /** @param {import("../viewer/types").Stamp} stamp @param {PaperViewer | null} viewer */
  setStamp(stamp, viewer) {
    this.stamp = stamp;
    viewer?.setStamp(stamp);
  }

  /** Of new marks from now on, or of the one that is held. @param {Kind} kind @param {Partial<Style>} style @param {PaperViewer | null} viewer */
  setStyle(kind, style, viewer) {
    if (viewer?.held) return void viewer.change(viewer.held.id, style);
    const known = this.#styles.get(this.layer) ?? new Map();
    this.#styles.set(this.layer, known.set(kind, { ...known.get(kind), ...style }));
    viewer?.setStyle(kind, style);
  }

  /** @param {Layer} layer @param {string | undefined} unit @param {PaperViewer | null} viewer */
  setLayer(layer, unit, viewer) {
    Object.assign(this, { layer, unit });
    this.write(viewer);
  }

  /** Gives it all to a viewer. @param {PaperViewer | null} viewer */
  take(viewer) {
    viewer?.setStamp(this.stamp);
    this.write(viewer);
    viewer?.setTool(this.tool);
  }

  /** The layer in hand, shown, with its colours. @param {PaperViewer | null} viewer */
  write(viewer) {
    viewer?.setLayer(this.layer, this.unit);
    viewer?.sight.setLayerVisible(this.key, true);
    for (const [kind, style] of this.#styles.get(this.layer) ?? []) viewer?.setStyle(kind, style);
  }
}
