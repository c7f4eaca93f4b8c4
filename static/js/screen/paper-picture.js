/** The page everybody looks at, as a picture. The next one appears when it has come, so that the wall is never blank. */
export class PaperPicture {
  #image;
  #wanted = "";

  /** @param {HTMLImageElement} image */
  constructor(image) {
    this.#image = image;
  }

  /** @param {string} versionId @param {number} page @param {string} words */
  show(versionId, page, words) {
    const address = this.#address(versionId, page);
    if (address === this.#wanted) return;
    this.#wanted = address;
    const next = new Image();
    next.addEventListener("load", () => {
      if (this.#wanted !== address) return;
      this.#image.src = address;
      this.#image.alt = words;
    });
    next.addEventListener("error", () => {
      if (this.#wanted === address) this.#wanted = "";
    });
    next.src = address;
  }

  /** In steps of 200 pixels: few sizes are drawn and kept. @param {string} versionId @param {number} page */
  #address(versionId, page) {
    const pixels = Math.ceil((innerWidth * 0.6 * devicePixelRatio) / 200) * 200;
    return `/api/v1/papers/${versionId}/pages/${page}.png?width=${Math.min(pixels, 2400)}`;
  }
}
