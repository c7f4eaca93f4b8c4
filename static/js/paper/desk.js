// @ts-check
/**
 * One paper under one hand: the viewer, its marks from the server, what is done here and what others do.
 * The standing parts of the page are in templates/documents/_paper.html; see README.md beside this file.
 * @typedef {import("../viewer/types").Annotation} Annotation
 * @typedef {import("../viewer/types").Author} Author
 * @typedef {import("../viewer/types").Tool} Tool
 * @typedef {import("../viewer/types").Layer} Layer
 * @typedef {import("../viewer/types").LiveStroke} LiveStroke
 * @typedef {import("./queue.js").Op} Op
 * @typedef {{versionId: string, page?: number}} Paper
 * @typedef {{
 *   subscribe: (stream: string, after: number, onEvent: (event: {type: string, payload: any}) => void) => () => void,
 *   onState: (watcher: (state: string) => void) => () => void,
 *   onSignal: (listener: (kind: string, data: any) => void) => () => void,
 *   send: (kind: any, data: any) => void
 * }} LiveBus
 */
import { PaperViewer } from "../viewer/paper-viewer.js";
import { Signal } from "../viewer/signal.js";
import { fetchMarks, known, learn } from "./sending.js";

export class PaperDesk {
  /** @type {PaperViewer | null} */
  #viewer = null;
  /** @type {AbortController} */
  #turn = new AbortController();
  /** @type {(() => void)[]} */
  #off = [];
  /** @type {string} */
  #version = "";
  /** @type {Tool} */
  #tool = "pan";
  /** @type {Layer} */
  #layer = "personal";
  /** Notes that were put and have no words yet: nobody else needs to hear of them. @type {Set<string>} */
  #wordless = new Set();
  /** @type {Signal<[viewer: PaperViewer]>} a paper is open and its marks are on it */
  onOpened = new Signal();
  /** @type {Signal<[page: number, byUser: boolean]>} */
  onPage = new Signal();
  /** @type {Signal<[mark: Annotation, isNew: boolean]>} a mark wants to be read or worded */
  onMark = new Signal();
  /** @type {Signal<[reason: "theirs" | "refused" | "stale" | "failed", detail: string]>} */
  onTrouble = new Signal();

  /**
   * @param {HTMLElement} box where the paper is shown; it must have a size
   * @param {{author: Author, labels: import("../viewer/types").ViewerLabels, locale: string}} person
   * @param {import("./outbox.js").Outbox} outbox
   * @param {LiveBus} live
   */
  constructor(box, person, outbox, live) {
    this.box = box;
    this.person = person;
    this.outbox = outbox;
    this.live = live;
    outbox.onSettled.on((batch, answer) => this.#settled(batch, answer));
    outbox.onRefused.on((op, refusal) => this.#refused(op, refusal));
    live.onSignal((kind, data) => this.#signal(kind, data));
    live.onState((state) => state === "online" && outbox.flush());
  }

  get viewer() { return this.#viewer; }
  get versionId() { return this.#version; }
  get page() { return this.#viewer?.page ?? 0; }
  get tool() { return this.#tool; }
  get layer() { return this.#layer; }

  /** Opens another paper in place of the one that is open. @param {Paper} paper @returns {Promise<void>} */
  async open({ versionId, page = 1 }) {
    this.close();
    const turn = (this.#turn = new AbortController());
    this.#version = versionId;
    const at = `/api/v1/papers/${versionId}`;
    const options = {
      ...this.person, versionId, page, fileUrl: `${at}/file`,
      pageImageUrl: (/** @type {number} */ n, /** @type {number} */ width) => `${at}/pages/${n}.png?width=${Math.min(Math.max(width, 1), 2400)}`,
    };
    try {
      const [viewer, listed] = await Promise.all([
        this.#opened(PaperViewer.open(this.box, options, turn.signal), turn.signal), fetchMarks(versionId),
      ]);
      if (turn.signal.aborted) return;
      this.#viewer = viewer;
      this.#fill(viewer, listed);
      this.#listen(viewer, listed);
    } catch (error) {
      if (turn.signal.aborted) return;
      this.onTrouble.emit("failed", error instanceof Error ? error.message : "");
    }
  }

  /** The viewer goes with its turn, also when its marks have not come yet. @param {Promise<PaperViewer>} opening @param {AbortSignal} turn */
  async #opened(opening, turn) {
    const viewer = await opening;
    if (turn.aborted) viewer.destroy();
    else turn.addEventListener("abort", () => viewer.destroy(), { once: true });
    return viewer;
  }

  /** Puts the paper away. What is unsent stays in the outbox. */
  close() {
    this.#off.splice(0).forEach((off) => off());
    this.#wordless.clear();
    this.#viewer = null;
    this.#turn.abort();
    this.#version = "";
  }

  /** @param {number} page */
  goTo(page) { this.#viewer?.goTo(page); }

  /** @param {Tool} tool */
  setTool(tool) {
    this.#tool = tool;
    this.#viewer?.setTool(tool);
  }

  /** @param {Layer} layer */
  setLayer(layer) {
    this.#layer = layer;
    this.#viewer?.setLayer(layer);
  }

  /** @param {PaperViewer} viewer @param {{annotations: Annotation[]}} listed */
  #fill(viewer, listed) {
    for (const annotation of listed.annotations) take(viewer, { type: "added", annotation });
    // On top, what this person did earlier and the server has not yet heard of.
    for (const op of this.outbox.of(this.#version)) show(viewer, op);
    viewer.setTool(this.#tool);
    viewer.setLayer(this.#layer);
  }

  /** @param {PaperViewer} viewer @param {{stream: string, last: number}} listed */
  #listen(viewer, { stream, last }) {
    const version = this.#version;
    this.#off.push(
      this.live.subscribe(stream, last, (event) => this.#heard(event)),
      viewer.onLocalChange((change) => this.#done(version, change)),
      viewer.onStroke((stroke) => stroke.layer === "meeting" && this.live.send("stroke", { stream, ...stroke })),
      viewer.onPage((page, byUser) => this.onPage.emit(page, byUser)),
      viewer.onNote((mark) => this.onMark.emit(mark, true)),
      viewer.onOpen((mark) => this.onMark.emit(mark, false)),
      viewer.onRefused(() => this.onTrouble.emit("theirs", "")),
    );
    this.onOpened.emit(viewer);
    this.onPage.emit(viewer.page, false);
  }

  /** @param {string} version @param {import("../viewer/types").Change} change done here */
  #done(version, { type, annotation }) {
    const { id, kind, text } = annotation;
    const isNew = type === "added" || this.#wordless.has(id);
    this.#wordless.delete(id);
    if (type === "removed" && isNew) return;
    if (isNew && kind === "note" && !text) this.#wordless.add(id);
    else this.outbox.push(version, { type: isNew ? "added" : type, annotation });
  }

  /** @param {{type: string, payload: any}} event of the meeting layer */
  #heard({ type, payload }) {
    if (!this.#viewer || !type.startsWith("annotation.")) return;
    if (type === "annotation.removed") return this.#viewer.apply({ type: "removed", annotation: { id: payload.id } });
    learn(payload);
    take(this.#viewer, { type: type === "annotation.added" ? "added" : "changed", annotation: payload });
    this.#overlay(this.#viewer, payload.id);
  }

  /** What was done here since stays to be seen over what the server says. @param {PaperViewer} viewer @param {string} mark */
  #overlay(viewer, mark) {
    for (const op of this.outbox.of(this.#version)) if (op.mark === mark) show(viewer, op);
  }

  /** @param {string} kind @param {any} data */
  #signal(kind, data) {
    if (kind === "stroke" && data.stream === `paper:${this.#version}:meeting`) this.#viewer?.showStroke(data);
  }

  /** @param {readonly Op[]} batch @param {any} answer */
  #settled(batch, answer) {
    const viewer = this.#viewer;
    if (!viewer) return;
    for (const op of batch.filter((sent) => sent.version === this.#version)) {
      if (op.type === "removed") viewer.apply({ type: "removed", annotation: { id: op.mark } });
      else if (op.type === "changed") take(viewer, { type: "changed", annotation: answer });
      else confirm(viewer, op.annotation, answer);
      this.#overlay(viewer, op.mark);
    }
  }

  /** @param {Op} op @param {import("./outbox.js").Refusal} refusal */
  #refused(op, refusal) {
    if (op.version === this.#version) this.#viewer?.revert(op.mark);
    if (refusal.code !== "stale") return this.onTrouble.emit("refused", refusal.message);
    this.onTrouble.emit("stale", "");
    void this.#refresh();
  }

  async #refresh() {
    const [viewer, version] = [this.#viewer, this.#version];
    if (!viewer) return;
    const listed = await fetchMarks(version).catch(() => null);
    if (!listed || this.#viewer !== viewer) return;
    for (const annotation of listed.annotations) take(viewer, { type: "changed", annotation });
  }
}

/** A mark that cannot be drawn here must not keep the others away. @param {PaperViewer} viewer @param {any} change */
function take(viewer, change) {
  try {
    viewer.apply(change);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.warn(error.message);
  }
}

/** @param {PaperViewer} viewer @param {Op} op */
function show(viewer, op) {
  if (op.type === "removed") viewer.apply({ type: "removed", annotation: { id: op.mark } });
  else if (op.type === "added") take(viewer, { type: "added", annotation: op.annotation });
  else take(viewer, { type: "changed", annotation: { ...op.annotation, revision: known(op.annotation) + 1 } });
}

/** @param {PaperViewer} viewer @param {Annotation} sent @param {{annotations: {id: string, revision: number, deleted: boolean}[]}} answer */
function confirm(viewer, sent, answer) {
  const stored = answer.annotations.find((mark) => mark.id === sent.id);
  if (stored) take(viewer, { type: "added", annotation: { ...sent, revision: stored.revision, deleted: stored.deleted } });
}
