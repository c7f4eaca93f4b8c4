// @ts-check
/**
 * Night reading: light letters on dark paper. Photographs are turned back to what they are by a filter laid over them
 * inside the page; where they stand the server tells. A scanned page has none: it is paper as a whole.
 * @typedef {import("./types").Quad} Quad
 * @typedef {import("./page-boxes.js").PageBoxes} PageBoxes
 */
const SIGN = "data-night-photo";
const AGAIN = "invert(1) hue-rotate(180deg)";

export class Night {
  #on = false;
  /** @type {Map<number, Promise<Quad[]>>} */
  #asked = new Map();

  /** @param {HTMLElement} element EmbedPDF's @param {PageBoxes} boxes @param {(page: number) => Promise<Quad[]>} photographsOf */
  constructor(element, boxes, photographsOf) {
    this.element = element;
    this.boxes = boxes;
    this.photographsOf = photographsOf;
  }

  /** @param {boolean} on */
  set(on) {
    this.#on = on;
    this.element.toggleAttribute("data-night", on);
    if (on) this.follow();
    else for (const { sheet } of this.boxes.sheets()) lift(sheet);
  }

  /** Lays the filter over photographs of pages that have come near. */
  follow() {
    for (const { page, sheet } of this.boxes.sheets()) {
      sheet.setAttribute("data-paper-sheet", ""); // what the filters of embed.js take hold of
      if (this.#on && !sheet.querySelector(`[${SIGN}]`)) void this.#lay(page, sheet);
    }
  }

  /** @param {number} page @param {Element} sheet */
  async #lay(page, sheet) {
    const known = this.#asked.get(page) ?? this.photographsOf(page).catch(() => []);
    this.#asked.set(page, known);
    const quads = await known;
    const box = this.boxes.box(page);
    // A page shown turned is drawn in its own directions; its photographs stay dark.
    if (!this.#on || !quads.length || box.rotation % 4 !== 0 || sheet.querySelector(`[${SIGN}]`)) return;
    for (const [x0, y0, x1, y1] of quads) {
      const over = document.createElement("div");
      over.setAttribute(SIGN, "");
      const style = { position: "absolute", pointerEvents: "none", backdropFilter: AGAIN };
      Object.assign(over.style, style, {
        left: share(x0, box.width), top: share(y0, box.height), width: share(x1 - x0, box.width), height: share(y1 - y0, box.height),
      });
      sheet.append(over);
    }
  }
}

/** @param {number} part @param {number} whole */
function share(part, whole) {
  return `${(100 * part) / whole}%`;
}

/** @param {Element} sheet */
function lift(sheet) {
  for (const over of sheet.querySelectorAll(`[${SIGN}]`)) over.remove();
}
