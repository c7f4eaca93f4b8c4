// @ts-check
/**
 * Where others point on the paper: a ring with a name, gone soon after it stops.
 * @typedef {import("./types").LivePointer} LivePointer
 */

/** Milliseconds without a sign. */
const FADES = 2000;

export class PointerLayer {
  /** @type {Map<string, {pointer: LivePointer, mark: HTMLElement, timer: number}>} by who points */
  #shown = new Map();

  /** @param {HTMLElement} host @param {import("./page-boxes.js").PageBoxes} boxes */
  constructor(host, boxes) {
    this.host = host;
    this.boxes = boxes;
  }

  /** @param {string} who @param {string} name @param {LivePointer} pointer */
  show(who, name, pointer) {
    const known = this.#shown.get(who);
    clearTimeout(known?.timer);
    if (!pointer.at) return void (known && this.#fade(who));
    const mark = known?.mark ?? this.#make(name);
    this.#shown.set(who, { pointer, mark, timer: window.setTimeout(() => this.#fade(who), FADES) });
    this.#put(mark, pointer);
  }

  /** Stands where its page stands on screen now. */
  follow() {
    for (const { pointer, mark } of this.#shown.values()) this.#put(mark, pointer);
  }

  clear() {
    for (const { mark, timer } of this.#shown.values()) {
      clearTimeout(timer);
      mark.remove();
    }
    this.#shown.clear();
  }

  /** @param {string} name */
  #make(name) {
    const mark = document.createElement("div");
    mark.className = "paper-viewer__pointer";
    mark.setAttribute("aria-hidden", "true"); // Moves many times a second: nothing to be read out.
    mark.append(Object.assign(document.createElement("span"), { textContent: name }));
    this.host.append(mark);
    return mark;
  }

  /** @param {HTMLElement} mark @param {LivePointer} pointer */
  #put(mark, { page, at }) {
    const place = at && this.boxes.locate(page, at);
    mark.hidden = !place;
    if (!place) return;
    const frame = this.host.getBoundingClientRect();
    mark.style.transform = `translate(${place.x - frame.left}px, ${place.y - frame.top}px)`;
  }

  /** @param {string} who */
  #fade(who) {
    const known = this.#shown.get(who);
    if (!known) return;
    this.#shown.delete(who);
    clearTimeout(known.timer);
    known.mark.classList.add("paper-viewer__pointer--gone");
    setTimeout(() => known.mark.remove(), 400);
  }
}
