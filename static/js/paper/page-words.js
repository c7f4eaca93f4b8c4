// @ts-check
/**
 * The words of the page in view, below the picture of it: for screen readers, for large text, for copying.
 * Asked for only while it is open, so that a turned page does not make every tablet ask.
 */
import { api } from "../api.js";
import { one, show } from "../dom.js";

export class PageWords {
  /** @type {Map<string, string>} */
  #known = new Map();

  /**
   * @param {HTMLElement} panel
   * @param {import("./desk.js").PaperDesk} desk
   * @param {string} none what to say of a page without words
   */
  constructor(panel, desk, none) {
    this.panel = panel;
    this.desk = desk;
    this.none = none;
    desk.onPage.on(() => void this.#fill());
  }

  /** @param {HTMLElement} button opens and closes the words */
  opensFrom(button) {
    button.addEventListener("click", () => {
      show(this.panel, this.panel.hidden === true);
      button.setAttribute("aria-pressed", String(!this.panel.hidden));
      void this.#fill();
    });
  }

  async #fill() {
    const { versionId, page } = this.desk;
    if (this.panel.hidden || !versionId || !page) return;
    const key = `${versionId} ${page}`;
    const answer = this.#known.has(key) ? null : await api.get(`/papers/${versionId}/pages/${page}/text`).catch(() => null);
    if (answer) this.#known.set(key, answer.text);
    if (key === `${this.desk.versionId} ${this.desk.page}`) one(this.panel, "p").textContent = this.#known.get(key) || this.none;
  }
}
