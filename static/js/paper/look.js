// @ts-check
/** How papers are shown on this device: size of letters, night reading, full screen. Kept in this browser. */
import { all, one, show } from "../dom.js";

const SIZE = "ecabinet.paper.size";
const NIGHT = "ecabinet.paper.night";
const SIZES = ["page", "1", "1.25", "1.5", "2"];

export class Look {
  #size = kept(SIZE, SIZES, "1");
  #night = kept(NIGHT, ["yes", "no"], "no") === "yes";

  /** @param {HTMLElement} box the panel @param {import("./desk.js").PaperDesk} desk */
  constructor(box, desk) {
    this.box = box;
    this.desk = desk;
    for (const button of all(box, "[data-size]")) button.addEventListener("click", () => this.#choose(button.dataset.size));
    one(box, "[data-night]").addEventListener("click", () => this.turnNight());
    const full = one(box, "[data-full]");
    show(full, document.fullscreenEnabled);
    full.addEventListener("click", () => void this.turnFull());
    document.addEventListener("fullscreenchange", () => this.#say());
    desk.onOpened.on(() => this.#apply());
    this.#say();
  }

  turnNight() {
    this.#night = !this.#night;
    keep(NIGHT, this.#night ? "yes" : "no");
    this.desk.viewer?.setNight(this.#night);
    this.#say();
  }

  async turnFull() {
    if (!document.fullscreenEnabled) return;
    // Refused where the browser wants another gesture first: then the page stays as it is.
    await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});
  }

  /** @param {string} size */
  #choose(size) {
    this.#size = size;
    keep(SIZE, size);
    this.#zoom();
    this.#say();
  }

  #apply() {
    if (this.#size !== "1") this.#zoom();
    if (this.#night) this.desk.viewer?.setNight(true);
  }

  #zoom() {
    const { viewer } = this.desk;
    if (this.#size === "page") viewer?.zoomFit("page");
    else viewer?.zoomText(Number(this.#size));
  }

  #say() {
    for (const button of all(this.box, "[data-size]")) button.setAttribute("aria-pressed", String(button.dataset.size === this.#size));
    one(this.box, "[data-night]").setAttribute("aria-pressed", String(this.#night));
    one(this.box, "[data-full]").setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
    this.desk.box.toggleAttribute("data-night", this.#night);
  }
}

/** @param {string} name @param {string[]} known @param {string} otherwise */
function kept(name, known, otherwise) {
  const value = store()?.getItem(name) ?? "";
  return known.includes(value) ? value : otherwise;
}

/** @param {string} name @param {string} value */
function keep(name, value) {
  store()?.setItem(name, value);
}

/** Closed to pages in some private windows: then the choice lasts as long as the page. */
function store() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
