// @ts-check
/**
 * What may be kept on a tablet, and what must go. Pure.
 * @typedef {"page" | "file" | "picture" | "data"} Kind
 * @typedef {{path: string, kind: Kind, meeting: string, version: string, size: number, at: number, until: number, release: string}} About
 * @typedef {{version_id: string, title: string, symbol: string | null, size: number, sha256: string}} Paper
 * @typedef {{meeting_id: string, title: string, keep_until: string | null, total_size: number, papers: Paper[]}} Manifest
 */

const ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Everything else goes to the network, always: writes, the administration, lists, other people's pages. */
const SHAPES = /** @type {[Kind, RegExp][]} */ ([
  ["page", new RegExp(`^/meetings/${ID}(/room)?$`)],
  ["page", new RegExp(`^/papers/${ID}$`)],
  ["page", /^\/account\/kept-papers$/],
  ["file", new RegExp(`^/api/v1/papers/${ID}/file$`)],
  ["picture", new RegExp(`^/api/v1/papers/${ID}/pages/1\\.png$`)],
  ["data", new RegExp(`^/api/v1/papers/${ID}/(annotations|reading)$`)],
  ["data", new RegExp(`^/api/v1/meetings/${ID}/room$`)],
]);

/** The page that lists what is kept. */
export const LIST = "/account/kept-papers";

/** @param {string} path @param {string} [query] @returns {Kind | null} null: never kept */
export function kindOf(path, query = "") {
  const kind = SHAPES.find(([, shape]) => shape.test(path))?.[0] ?? null;
  // With a query it is another thing (a download, an older list), save the width of a picture and a page number;
  // a picture with marks is of one state of them.
  if (/[?&]layers=/.test(query)) return null;
  return query === "" || kind === "picture" || kind === "page" ? kind : null;
}

/** Where the file of a version lies. @param {string} version */
export function filePath(version) {
  return `/api/v1/papers/${version}/file`;
}

/** What a paper needs beside its file, to be opened without network. @param {string} version @returns {{path: string, kind: Kind, query: string}[]} */
export function around(version) {
  const paper = `/api/v1/papers/${version}`;
  return [
    { path: `${paper}/pages/1.png`, kind: "picture", query: "?look=jpeg&width=1024" },
    { path: `${paper}/annotations`, kind: "data", query: "" },
    { path: `${paper}/reading`, kind: "data", query: "" },
    { path: `/papers/${version}`, kind: "page", query: "" },
  ];
}

/** What a meeting needs beside its papers. @param {string} meeting @returns {{path: string, kind: Kind, query: string}[]} */
export function frame(meeting) {
  return [
    { path: `/meetings/${meeting}/room`, kind: "page", query: "" },
    { path: `/api/v1/meetings/${meeting}/room`, kind: "data", query: "" },
    { path: `/meetings/${meeting}`, kind: "page", query: "" },
    { path: LIST, kind: "page", query: "" },
  ];
}

/**
 * The papers still to fetch: those wanted first in their order, then as the agenda has them.
 * @param {Manifest} manifest @param {ReadonlySet<string>} held versions that are here already @param {readonly string[]} [first]
 * @returns {Paper[]}
 */
export function missing(manifest, held, first = []) {
  const place = new Map(first.map((version, number) => [version, number]));
  const far = first.length;
  const left = manifest.papers.filter((paper) => !held.has(paper.version_id));
  return left.sort((a, b) => (place.get(a.version_id) ?? far) - (place.get(b.version_id) ?? far));
}

/**
 * What must go because the server does not name it any more: recalled, replaced, archived, or one takes no part now.
 * @param {readonly About[]} kept @param {Manifest} manifest @returns {string[]} paths
 */
export function recalled(kept, manifest) {
  const named = new Set(manifest.keep_until === null ? [] : manifest.papers.map((paper) => paper.version_id));
  const gone = (/** @type {About} */ thing) => (thing.version ? !named.has(thing.version) : manifest.keep_until === null);
  return kept.filter((thing) => thing.meeting === manifest.meeting_id && gone(thing)).map((thing) => thing.path);
}

/** What must go because its time is over. @param {readonly About[]} kept @param {number} now @returns {string[]} paths */
export function expired(kept, now) {
  return kept.filter((thing) => thing.until <= now).map((thing) => thing.path);
}

/** Whether so much fits, with a tenth to spare. @param {number} size @param {{quota?: number, usage?: number}} estimate */
export function fits(size, { quota, usage = 0 }) {
  return quota === undefined || size * 11 <= (quota - usage) * 10;
}
