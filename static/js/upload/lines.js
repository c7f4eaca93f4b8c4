import { el, one, say, show } from "../dom.js";

/**
 * One line of the list of files: its name, how far it is, what can be done with it. Words from the data of the list.
 */
export class Line {
  node;
  file;
  /** waiting, sending, done, failed, same or cancelled */
  state = "waiting";
  #words;

  /**
   * @param {File} file
   * @param {HTMLTemplateElement} template
   * @param {DOMStringMap} words
   * @param {import("./match.js").Item[]} items empty where all files go to one item
   * @param {string} chosen
   */
  constructor(file, template, words, items, chosen) {
    this.file = file;
    this.#words = words;
    this.node = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    one(this.node, "[data-name]").textContent = file.name;
    one(this.node, "[data-size]").textContent = sizeOf(file.size);
    const select = this.#select();
    show(select.parentElement ?? select, items.length > 0);
    for (const item of items) select.append(el("option", { value: item.id }, `${item.number}. ${item.title}`));
    select.value = chosen;
    for (const button of this.node.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent?.trim()}: ${file.name}`);
    this.show("waiting");
  }

  /** @returns {string} the item it is for */
  get item() {
    return this.#select().value;
  }

  /** @param {"cancel" | "retry" | "again"} name @param {() => void} act */
  on(name, act) {
    one(this.node, `[data-${name}]`).addEventListener("click", act);
  }

  /** @param {string} state @param {{percent?: number, seconds?: number, reason?: string}} [facts] */
  show(state, facts = {}) {
    this.state = state === "checking" || state === "lost" || state === "finishing" ? "sending" : state;
    this.node.dataset.state = this.state;
    one(this.node, "[data-said]").textContent = facts.reason ?? say(this.#words[`text${state[0].toUpperCase()}${state.slice(1)}`] ?? "", facts);
    const bar = one(this.node, "progress");
    show(bar, this.state === "sending");
    if (facts.percent !== undefined) bar.value = facts.percent;
    show(one(this.node, "[data-cancel]"), ["waiting", "sending", "failed", "same"].includes(this.state));
    show(one(this.node, "[data-retry]"), ["failed", "cancelled"].includes(this.state));
    show(one(this.node, "[data-again]"), this.state === "same");
    for (const name of ["ok", "bad"]) show(one(this.node, `[data-sign=${name}]`), this.state === (name === "ok" ? "done" : "failed"));
    this.#select().disabled = this.state === "sending" || this.state === "done";
  }

  /** @returns {HTMLSelectElement} */
  #select() {
    return one(this.node, "select");
  }
}

/** @param {number} bytes */
function sizeOf(bytes) {
  const mega = bytes / 1e6;
  return mega >= 1 ? `${Math.round(mega)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
