// @ts-check
/**
 * A list of listeners.
 * @template {unknown[]} A
 */
export class Signal {
  /** @type {Set<(...args: A) => void>} */
  #listeners = new Set();

  /** @param {(...args: A) => void} listener @returns {() => void} stops listening */
  on(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {A} args */
  emit(...args) {
    for (const listener of [...this.#listeners]) listener(...args);
  }

  clear() {
    this.#listeners.clear();
  }
}
