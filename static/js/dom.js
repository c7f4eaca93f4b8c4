/**
 * Small ways to build and change the page without markup in scripts. Text is always text.
 */

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `class`, `dataset` and on… listeners too
 * @param {...(Node | string | null | undefined)} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined).map((c) => /** @type {Node|string} */ (c)));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} name @param {string} [extra] more classes */
export function icon(name, extra = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `i ${extra}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  const sprite = document.querySelector('meta[name="icons"]')?.getAttribute("content") ?? new URL("../vendor/icons.svg", import.meta.url).href;
  use.setAttribute("href", `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {any} the one element meant; its absence is a mistake in the template
 */
export function one(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

/** @param {ParentNode} root @param {string} selector @returns {any[]} */
export function all(root, selector) {
  return [...root.querySelectorAll(selector)];
}

/** Fill "%(name)s" places of a sentence from the server. @param {string} sentence @param {Record<string, any>} values */
export function say(sentence, values = {}) {
  return sentence.replace(/%\((\w+)\)s/g, (_, name) => String(values[name] ?? ""));
}

/** @param {Element} node @param {boolean} shown */
export function show(node, shown) {
  node.toggleAttribute("hidden", !shown);
}
