// @ts-check
/**
 * One paper under one hand: the viewer, its marks from the server, what is done here and what others do.
 * The standing parts of the page are in templates/documents/_paper.html; see README.md beside this file.
 * @typedef {import("../viewer/types").Annotation} Annotation
 * @typedef {import("../viewer/types").Author} Author
 * @typedef {import("../viewer/types").Tool} Tool
 * @typedef {import("../viewer/types").Kind} Kind
 * @typedef {import("../viewer/types").Style} Style
 * @typedef {import("../viewer/types").Layer} Layer
 * @typedef {import("./queue.js").Op} Op
 * @typedef {{versionId: string, page?: number}} Paper
 * @typedef {import("./company.js").LiveBus} LiveBus
 */
import { ApiError } from "../api.js";
import { dropPapers } from "../offline/dropping.js";
import { PaperViewer } from "../viewer/paper-viewer.js";
import { PenMemory } from "../viewer/pen-memory.js";
import { Signal } from "../viewer/signal.js";
import { layerKey } from "../viewer/layers.js";
import { sources } from "./addresses.js";
import { Company } from "./company.js";
import { Hand } from "./hand.js";
import { Replica, take } from "./replica.js";
import { Rights } from "./rights.js";
import { fetchMarks } from "./sending.js";

export class PaperDesk {
  /** @type {PaperViewer | null} */
  #viewer = null;
  /** @type {AbortController} */
  #turn = new AbortController();
  /** @type {(() => void)[]} */
  #off = [];
  /** @type {string} */
  #version = "";
  #hand = new Hand();
  #pens = new PenMemory();
  /** @type {Company | null} */
  #company = null;
  #rights = new Rights(() => void this.#refresh());
  /** @type {Replica | null} */
  #replica = null;
  /** @type {Signal<[viewer: PaperViewer]>} a paper is open and its marks are on it */
  onOpened = new Signal();
  /** @type {Signal<[page: number, byUser: boolean]>} */
  onPage = new Signal();
  /** @type {Signal<[mark: Annotation, isNew: boolean]>} a mark wants to be read or worded */
  onMark = new Signal();
  /** @type {Signal<[]>} the first pen comes down on a paper, and has not done anything yet */
  onPen = new Signal();
  /** @type {Signal<[]>} marks came, changed or went */
  onMarks = new Signal();
  /** @type {Signal<[reason: "theirs" | "refused" | "stale" | "failed" | "recalled" | "closed", detail: string]>} */
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
    this.#pens.first = () => this.onPen.emit();
    outbox.onSettled.on((batch, answer) => this.#settled(batch, answer));
    outbox.onRefused.on((op, refusal) => this.#refused(op, refusal));
    live.onSignal((kind, data) => kind === "left" && this.#version && data.stream?.startsWith(`paper:${this.#version}:`) && this.#rights.ask());
    live.onState((state) => state === "online" && this.#online());
  }

  /** Whether this person may write on the meeting layer of the paper that is open. */
  mayMarkMeeting = false;

  /** What this person may do with the open paper; told when it changes. */
  get rights() { return this.#rights; }
  get viewer() { return this.#viewer; }
  get versionId() { return this.#version; }
  get page() { return this.#viewer?.page ?? 0; }
  get tool() { return this.#hand.tool; }
  get layer() { return this.#hand.layer; }
  get stamp() { return this.#hand.stamp; }
  /** The layer in hand by name: "personal", "meeting", "unit:…". */
  get layerKey() { return this.#hand.key; }
  /** Who else is here, on which layers; null while no paper is open. */
  get company() { return this.#company; }

  /** Opens another paper in place of the one that is open. @param {Paper} paper @returns {Promise<void>} */
  async open({ versionId, page = 1 }) {
    this.close();
    const turn = (this.#turn = new AbortController());
    this.#version = versionId;
    const marks = fetchMarks(versionId);
    try {
      const [viewer, listed] = await Promise.all([
        this.#opened(PaperViewer.open(this.box, { ...this.person, versionId, page, pens: this.#pens, ...sources(versionId) }, turn.signal), turn.signal), marks,
      ]);
      if (turn.signal.aborted) return;
      this.#viewer = viewer;
      this.#rights.take(listed);
      this.#fill(viewer, listed);
      this.#listen(viewer, listed);
    } catch (error) {
      // Whichever failed first, the marks say whether the paper is there for this person.
      const barred = await marks.then(() => null, (failed) => failed);
      if (turn.signal.aborted) return;
      if (barred instanceof ApiError && barred.status === 404) this.#lost(versionId, barred);
      else this.onTrouble.emit("failed", error instanceof Error ? error.message : "");
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
    this.#company?.leave();
    this.#company = null;
    this.#replica = null;
    this.#viewer = null;
    this.#rights.forget();
    this.#turn.abort();
    this.#version = "";
  }

  /** @param {number} page */
  goTo(page) { this.#viewer?.goTo(page); }

  /** Goes to a page by this person's own will, which leaves the room's place. @param {number} page */
  turnTo(page) {
    this.goTo(page);
    if (this.#viewer) this.onPage.emit(this.#viewer.page, true);
  }

  /** @param {Tool} tool */
  setTool(tool) { this.#hand.setTool(tool, this.#viewer); }
  /** @param {import("../viewer/types").Stamp} stamp */
  setStamp(stamp) { this.#hand.setStamp(stamp, this.#viewer); }
  /** Of new marks from now on, or of the one that is held. @param {Kind} kind @param {Partial<Style>} style */
  setStyle(kind, style) { this.#hand.setStyle(kind, style, this.#viewer); }
  /** Of the mark that is held, else of new ones. @param {Kind} kind @returns {Partial<Style> | undefined} */
  style(kind) { return this.#viewer?.held ?? this.#viewer?.style(kind) ?? this.#hand.style(kind); }
  /** Writes on a layer from now on, and shows it. @param {Layer} layer @param {string} [unit] whose, for the layer of a unit */
  setLayer(layer, unit) { this.#hand.setLayer(layer, unit, this.#viewer); }

  /** @param {PaperViewer} viewer @param {{annotations: Annotation[], layers: import("./company.js").SharedLayer[]}} listed */
  #fill(viewer, listed) {
    this.#replica = new Replica(viewer, this.#version, this.outbox);
    this.#replica.fill(listed.annotations);
    // On this paper the layer of one's unit may be missing.
    const there = new Set(["personal", ...listed.layers.map(layerKey)]);
    if (!there.has(this.layerKey)) Object.assign(this.#hand, { layer: "personal", unit: undefined });
    this.#hand.take(viewer);
  }

  /** @param {PaperViewer} viewer @param {import("./company.js").Place} listed */
  #listen(viewer, listed) {
    this.#company = new Company(this.live, viewer, listed, (event) => this.#heard(event));
    this.#off.push(
      viewer.onLocalChange((change) => this.#replica?.done(change) && this.onMarks.emit()),
      viewer.onPage((page, byUser) => this.onPage.emit(page, byUser)),
      viewer.onNote((mark) => this.onMark.emit(mark, true)),
      viewer.onOpen((mark) => this.onMark.emit(mark, false)),
      viewer.onRefused(() => this.onTrouble.emit("theirs", "")),
    );
    this.onOpened.emit(viewer);
    this.onPage.emit(viewer.page, false);
  }

  /** @param {{type: string, payload: any}} event of a shared layer */
  #heard({ type, payload }) {
    if (type === "paper.recalled") return this.#recalled();
    if (type === "paper.rights_changed") return this.#rights.ask();
    if (!this.#replica || !type.startsWith("annotation.")) return;
    this.#replica.heard(type, payload);
    this.onMarks.emit();
  }

  /** The paper was taken back: it is put away at once, and what this tablet kept of it goes. */
  #recalled() {
    void dropPapers([this.#version]).catch((error) => console.warn(error));
    this.close();
    this.onTrouble.emit("recalled", "");
  }

  /** Back on the line: what waited goes, and the layers one may see are asked for anew. */
  #online() {
    this.outbox.flush();
    if (this.#company?.layers.some((shared) => shared.unit_id)) void this.#refresh();
  }

  /** @param {readonly Op[]} batch @param {any} answer */
  #settled(batch, answer) {
    if (!this.#replica) return;
    this.#replica.settled(batch, answer);
    this.onMarks.emit();
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
    const listed = await fetchMarks(version).catch((error) => this.#lost(version, error));
    if (!listed || this.#viewer !== viewer) return;
    this.#rights.take(listed);
    for (const annotation of listed.annotations) take(viewer, { type: "changed", annotation });
    viewer.keepLayers(new Set(["personal", ...listed.layers.map(layerKey)]));
    this.onMarks.emit();
  }

  /** The marks did not come: the paper is put away when it is not there for this person any more. @param {string} version @param {unknown} error */
  #lost(version, error) {
    if (error instanceof ApiError && error.status === 404 && version === this.#version) {
      void dropPapers([version]).catch((failed) => console.warn(failed));
      this.close();
      this.onTrouble.emit("closed", "");
    } else this.#rights.again();
    return null;
  }
}
