// @ts-check
/**
 * Opens a paper's file while its cover stands there: the picture of the page at once, the page itself when it is painted.
 * @typedef {import("./embed.js").Embed} Embed
 * @typedef {import("./types").ViewerOptions} ViewerOptions
 */
import { fetchPaper } from "./bytes.js";
import { Cover } from "./cover.js";
import { openEmbed } from "./embed.js";
import { PageBoxes } from "./page-boxes.js";
import { until } from "./until.js";

/** Pixels round and between pages. */
export const GAP = 16;
/** Longer than this the file does not wait for the picture of its first page. */
const FIRST_MS = 800;
/** Of what cannot be given up. */
const NEVER = new AbortController().signal;
const ASSETS = new URL("../../vendor/embedpdf/", import.meta.url).href;

/**
 * @template T
 * @param {HTMLElement} container
 * @param {ViewerOptions} options
 * @param {AbortSignal} signal gives up opening
 * @param {Promise<unknown>} before the openings before this one
 * @param {(embed: Embed, boxes: PageBoxes) => Promise<T>} shown paints the page; then the cover goes
 * @returns {Promise<T>} what was shown
 * @throws {Error} when it cannot be opened or shown; nothing of it is left but the cover, which says so
 */
export async function underCover(container, options, signal, before, shown) {
  const cover = covered(container, options.labels);
  /** @type {Embed | undefined} */
  let embed;
  try {
    const bytes = await fetched(container, cover, options, signal);
    await before;
    signal.throwIfAborted();
    embed = await embedded(container, bytes, options);
    const boxes = new PageBoxes(embed);
    // Laid out even when it is not wanted any more: only then can it be taken away in peace.
    await until(() => boxes.all().length > 0, NEVER);
    signal.throwIfAborted();
    const done = await shown(embed, boxes);
    cover.destroy();
    return done;
  } catch (error) {
    embed?.element.remove();
    if (signal.aborted) cover.destroy();
    else cover.fail();
    throw error;
  }
}

/** @param {HTMLElement} container @param {import("./types").ViewerLabels} labels */
function covered(container, labels) {
  for (const old of container.querySelectorAll(":scope > .paper-viewer__cover:not([data-first])")) old.remove();
  container.classList.add("paper-viewer");
  return new Cover(container, GAP, labels);
}

/** @param {HTMLElement} container @param {Cover} cover @param {ViewerOptions} options @param {AbortSignal} signal */
async function fetched(container, cover, { page = 1, fileUrl, pageImageUrl, onProgress }, signal) {
  const pictured = cover.show(pageImageUrl(page, Math.round(container.clientWidth * Math.min(devicePixelRatio, 2))));
  // A large file must not take the line from the picture that is read meanwhile.
  await Promise.race([pictured, new Promise((done) => setTimeout(done, FIRST_MS))]);
  return fetchPaper(fileUrl, signal, onProgress);
}

/** @param {HTMLElement} container @param {ArrayBuffer} bytes @param {ViewerOptions} options */
function embedded(container, bytes, { assets = ASSETS, locale = "vi", labels }) {
  return openEmbed(container, { bytes, assets: new URL(assets, location.href).href, gap: GAP, locale, loading: labels.loading });
}
