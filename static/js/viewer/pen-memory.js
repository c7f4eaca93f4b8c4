// @ts-check
/** Whether a pen was put on a paper since the page came: still known when another paper is opened. */
export class PenMemory {
  #seen = false;
  /** Called as the first pen comes down, before it does anything. @type {() => void} */
  first = () => {};

  get seen() {
    return this.#seen;
  }

  note() {
    if (this.#seen) return;
    this.#seen = true;
    this.first();
  }
}
