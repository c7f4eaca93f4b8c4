// @ts-check
/**
 * What stands in the viewer's place until it has painted: the page as a picture from the server,
 * words while there is no picture yet, and the reason if the paper cannot be opened.
 */

export class Cover {
  /**
   * @param {HTMLElement} host @param {number} gap pixels
   * @param {import("./types").ViewerLabels} labels
   */
  constructor(host, gap, labels) {
    this.labels = labels;
    this.box = document.createElement("div");
    this.box.className = "paper-viewer__cover";
    this.box.style.padding = `${gap}px`;
    this.words = document.createElement("p");
    this.words.className = "paper-viewer__words";
    this.words.setAttribute("role", "status");
    this.words.textContent = labels.loading;
    this.box.append(this.words);
    this.#first = host.querySelector(":scope > [data-first]");
    host.insertBefore(this.box, this.#first);
  }
  /** The picture that came with the page itself, before any script. @type {Element | null} */
  #first;

  /**
   * Shows the page's picture as soon as it arrives; until then what the server put in its place stays.
   * @param {string} url @returns {Promise<void>} kept when it is there, or cannot be had
   */
  show(url) {
    const picture = document.createElement("img");
    picture.className = "paper-viewer__picture";
    picture.alt = this.labels.picture;
    picture.decoding = "async";
    const settled = new Promise((done) => {
      picture.addEventListener("load", () => {
        this.words.classList.add("paper-viewer__words--aside");
        this.box.dataset.picture = "shown";
        done(undefined);
      });
      picture.addEventListener("error", () => {
        picture.remove();
        done(undefined);
      });
    });
    picture.src = url;
    this.box.prepend(picture);
    return settled.then(() => this.#first?.remove());
  }

  /** Keeps the picture, if any, and says that the paper could not be opened. */
  fail() {
    this.words.classList.remove("paper-viewer__words--aside");
    this.words.classList.add("paper-viewer__words--failed");
    this.words.setAttribute("role", "alert");
    this.words.textContent = this.labels.failed;
  }

  destroy() {
    this.box.remove();
    this.#first?.remove();
  }
}
