/** The page everybody looks at, as a picture. The next one appears when it has come, so that the wall is never blank. */
export class PaperPicture {
  #image;
  #meetingId;
  #wanted = "";
  #turn = 0;

  /** @param {HTMLImageElement} image @param {string} meetingId */
  constructor(image, meetingId) {
    this.#image = image;
    this.#meetingId = meetingId;
  }

  /** @param {string} versionId @param {number} page @param {string} words */
  show(versionId, page, words) {
    const wanted = `${versionId}-${page}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const address = this.#address(wanted);
    const next = new Image();
    next.addEventListener("load", () => {
      if (this.#wanted !== wanted) return;
      this.#image.src = address;
      this.#image.alt = words;
      this.#image.dataset.page = String(page);
    });
    next.addEventListener("error", () => {
      if (this.#wanted === wanted) this.#wanted = "";
    });
    next.src = address;
  }

  /**
   * The server sends the page shown now, whatever is asked; each asking has its own address, so that no picture of
   * an earlier one is taken for it. In steps of 200 pixels: few sizes are drawn and kept.
   * @param {string} wanted
   */
  #address(wanted) {
    const pixels = Math.ceil((innerWidth * 0.6 * devicePixelRatio) / 200) * 200;
    this.#turn += 1;
    return `/api/v1/meetings/${this.#meetingId}/screen/page.png?width=${Math.min(pixels, 2400)}&shown=${wanted}-${this.#turn}`;
  }
}
