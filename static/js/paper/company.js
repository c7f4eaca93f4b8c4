// @ts-check
/**
 * What goes on between those who have one paper open: marks on shared layers as numbered events, and what may be lost:
 * strokes under way, the presenter's pointer, who reads which page.
 * @typedef {import("../viewer/types").Annotation} Annotation
 * @typedef {{
 *   subscribe: (stream: string, after: number, onEvent: (event: {type: string, payload: any}) => void) => () => void,
 *   onState: (watcher: (state: string) => void) => () => void,
 *   onSignal: (listener: (kind: string, data: any) => void) => () => void,
 *   send: (kind: any, data: any) => void
 * }} LiveBus
 * @typedef {{layer: import("../viewer/types").Layer, unit_id: string | null, name: string, stream: string, last: number}} SharedLayer
 * @typedef {{layers: SharedLayer[], may_point: boolean, readers: string | null, level?: import("./rights.js").Level, changes_in?: number}} Place what the server says of the paper
 */
import { layerKey } from "../viewer/layers.js";
import { Readers } from "./readers.js";

export class Company {
  /** @type {(() => void)[]} */
  #off = [];
  /** Streams of the paper that is open, by the name of their layer. @type {Map<string, string>} */
  #streams = new Map();

  /**
   * @param {LiveBus} live
   * @param {import("../viewer/paper-viewer.js").PaperViewer} viewer
   * @param {Place} place
   * @param {(event: {type: string, payload: any}) => void} onEvent
   */
  constructor(live, viewer, place, onEvent) {
    this.live = live;
    this.viewer = viewer;
    this.place = place;
    this.readers = new Readers((page) => this.#present(page));
    for (const shared of place.layers) {
      this.#streams.set(layerKey(shared), shared.stream);
      this.#off.push(live.subscribe(shared.stream, shared.last, onEvent));
    }
    // It has no events: to listen is to be let in.
    if (place.readers) this.#off.push(live.subscribe(place.readers, 0, () => undefined), viewer.onPage((page) => this.readers.turned(page)));
    this.#off.push(
      live.onSignal((kind, data) => this.#signal(kind, data)),
      live.onState((state) => state === "online" && place.readers && this.readers.arrive(viewer.page)),
      viewer.onStroke((stroke) => this.#send("stroke", layerKey(stroke), stroke)),
      viewer.onPoint((pointer) => this.#send("pointer", "meeting", pointer)),
    );
  }

  /** The layers others write on as well. */
  get layers() { return this.place.layers; }

  leave() {
    if (this.place.readers) this.#present(0);
    this.readers.leave();
    this.#off.splice(0).forEach((off) => off());
  }

  /** @param {"stroke" | "pointer"} kind @param {string} layer @param {object} data */
  #send(kind, layer, data) {
    const stream = this.#streams.get(layer);
    if (stream) this.live.send(kind, { stream, ...data });
  }

  /** @param {number} page 0: gone */
  #present(page) {
    this.live.send("presence", { stream: this.place.readers, page });
  }

  /** @param {string} kind @param {any} data with `actor` and `name` from the server */
  #signal(kind, data) {
    if (kind === "presence" && data.stream === this.place.readers) return this.readers.heard(data.actor, data.name, data.page);
    if (![...this.#streams.values()].includes(data.stream)) return;
    if (kind === "stroke") this.viewer.showStroke(data);
    if (kind === "pointer" && isPlace(data)) this.viewer.showPointer(data.actor, data.name, data);
  }
}

/** What another tablet sent is not believed to be well formed. @param {any} data */
function isPlace({ page, at }) {
  return Number.isInteger(page) && (at === null || (Array.isArray(at) && at.length === 2 && at.every(Number.isFinite)));
}
