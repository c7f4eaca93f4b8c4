/**
 * A list whose rows can be chosen: how many are, one box for all of them, and deeds that need some.
 * Without this script every button works, and the server says when nothing was chosen.
 * @param {HTMLElement} root holds `[data-row]` boxes, `[data-all]`, `[data-count]` and `[data-needs]` buttons
 */
export default function chooseRows(root) {
  const all = root.querySelector("[data-all]");
  const count = root.querySelector("[data-count]");
  if (all instanceof HTMLInputElement && count instanceof HTMLElement) new Rows(root, all, count);
}

class Rows {
  #root;
  #all;
  #count;
  #words;
  #boxes;

  /** @param {HTMLElement} root @param {HTMLInputElement} all @param {HTMLElement} count */
  constructor(root, all, count) {
    this.#root = root;
    this.#all = all;
    this.#count = count;
    this.#words = count.dataset.words ?? "";
    this.#boxes = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("[data-row]")]);
    all.addEventListener("change", () => this.#chooseAll());
    root.addEventListener("change", (event) => event.target !== all && this.#show());
    this.#show();
  }

  #chooseAll() {
    for (const box of this.#boxes) box.checked = this.#all.checked;
    this.#show();
  }

  #show() {
    const chosen = this.#boxes.filter((box) => box.checked).length;
    this.#count.textContent = this.#words.replace("0", String(chosen));
    this.#all.checked = chosen > 0 && chosen === this.#boxes.length;
    this.#all.indeterminate = chosen > 0 && !this.#all.checked;
    this.#root.classList.toggle("choosing", chosen > 0);
    for (const button of this.#root.querySelectorAll("[data-needs]")) button.toggleAttribute("hidden", chosen === 0);
    for (const box of this.#boxes) box.closest("tr")?.classList.toggle("chosen", box.checked);
  }
}
