// @ts-check
/** Where the server keeps a paper, its pages as pictures, and what stands on them. */
import { api } from "../api.js";

/** The picture of a page. @param {string} versionId @param {number} page @param {number} width pixels @returns {string} */
export function pictureUrl(versionId, page, width) {
  return `/api/v1/papers/${versionId}/pages/${page}.png?look=jpeg&width=${Math.min(Math.max(Math.round(width), 1), 2400)}`;
}

/**
 * The picture of a page with the marks of some layers on it; the plain one without layers.
 * @param {string} versionId @param {number} page @param {number} width pixels @param {{layers: string, state: string}} marks
 */
export function markedPictureUrl(versionId, page, width, { layers, state }) {
  const plain = pictureUrl(versionId, page, width);
  return layers ? `${plain}&layers=${layers}&state=${state}` : plain;
}

/** The file as the viewer reads it. @param {string} versionId */
export function fileUrl(versionId) {
  return `/api/v1/papers/${versionId}/file`;
}

/** What the viewer asks the server for. @param {string} versionId */
export function sources(versionId) {
  return {
    fileUrl: fileUrl(versionId),
    pageImageUrl: (/** @type {number} */ page, /** @type {number} */ width) => pictureUrl(versionId, page, width),
    photographsOf: async (/** @type {number} */ page) => (await api.get(`/papers/${versionId}/pages/${page}/photographs`)).quads,
  };
}
