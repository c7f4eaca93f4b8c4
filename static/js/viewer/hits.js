// @ts-check
/**
 * Places of words found, marked on the pages. EmbedPDF draws them as it draws highlights, so they move with their
 * page; they are in no store: nobody can open, erase or export them.
 * @typedef {import("./embed.js").Embed} Embed
 * @typedef {import("./types").Quad} Quad
 */
import { toViewerObject } from "./convert.js";

const PREFIX = "hit:";
const ALL = Object.freeze({ color: "#ffd54a", opacity: 0.55 });
const ACTIVE = Object.freeze({ color: "#ff8a00", opacity: 0.75 });
const NOBODY = Object.freeze({ id: "", name: "" });

export class Hits {
  /** @type {Map<number, Promise<Quad[][]>>} pages asked for */
  #asked = new Map();
  /** @type {Map<string, number>} page index of what is drawn */
  #drawn = new Map();
  /** @type {Set<number>} */
  #pages = new Set();
  /** The mark of the place meant. */
  #active = "";
  #choice = 0;
  /** @type {(page: number) => Promise<Quad[][]>} */
  #placesOf = async () => [];
  #search = 0;

  /** @param {Embed} embed */
  constructor(embed) {
    this.embed = embed;
  }

  /** @param {Iterable<number>} pages that have places @param {(page: number) => Promise<Quad[][]>} placesOf */
  show(pages, placesOf) {
    this.clear();
    this.#pages = new Set(pages);
    this.#placesOf = placesOf;
    this.follow();
  }

  clear() {
    this.#search += 1;
    this.#choice += 1;
    for (const id of [...this.#drawn.keys()]) this.#take(id);
    this.#asked.clear();
    this.#pages.clear();
    this.#active = "";
  }

  /** Marks what has come near. */
  follow() {
    for (const index of this.embed.scroll.getMetrics().renderedPageIndexes) {
      if (this.#pages.has(index + 1) && !this.#asked.has(index + 1)) void this.#mark(index + 1);
    }
  }

  /**
   * Marks one place as the one meant. @param {number} page @param {number} nth
   * @returns {Promise<Quad | null | undefined>} where it stands; null when the page tells no such place, undefined when
   * something else was looked for or chosen meanwhile
   */
  async choose(page, nth) {
    const choice = (this.#choice += 1);
    const places = await this.#places(page);
    if (choice !== this.#choice) return undefined;
    this.#unchoose();
    // Under a new name each time: EmbedPDF may still be busy with the one before.
    this.#active = this.#draw(`${PREFIX}now:${choice}`, page, places[nth], ACTIVE);
    return places[nth]?.[0] ?? null;
  }

  #unchoose() {
    if (this.#active) this.#take(this.#active);
    this.#active = "";
  }

  /** @param {number} page */
  #places(page) {
    const known = this.#asked.get(page);
    if (known) return known;
    const asked = this.#placesOf(page).catch(() => []);
    this.#asked.set(page, asked);
    return asked;
  }

  /** @param {number} page */
  async #mark(page) {
    const search = this.#search;
    const places = await this.#places(page);
    if (search !== this.#search) return;
    places.forEach((quads, nth) => this.#draw(`${PREFIX}${search}:${page}:${nth}`, page, quads, ALL));
  }

  /** @param {string} id @param {number} page @param {Quad[] | undefined} quads @param {{color: string, opacity: number}} look @returns {string} the id, or none */
  #draw(id, page, quads, look) {
    const box = this.embed.pages[page - 1];
    if (!box || !quads?.length) return "";
    const mark = {
      id, version_id: "", layer: "personal", kind: "highlight", page, quads, author: NOBODY, created_at: new Date(0).toISOString(),
      revision: 1, deleted: false, ...look,
    };
    this.embed.annotations.importAnnotations([{ annotation: toViewerObject(/** @type {any} */ (mark), box) }]);
    this.#drawn.set(id, page - 1);
    return id;
  }

  /** @param {string} id */
  #take(id) {
    const index = this.#drawn.get(id);
    if (index !== undefined) this.embed.annotations.purgeAnnotation(index, id);
    this.#drawn.delete(id);
  }
}
