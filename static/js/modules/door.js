import { one, show } from "../dom.js";

/**
 * The screen at the door: asks for a new code before the one shown grows old. A code that may have grown old is hidden.
 * @param {HTMLElement} root with data-seconds and data-text-lost
 */
export default function door(root) {
  const picture = /** @type {HTMLImageElement} */ (one(root, "[data-code]"));
  const words = one(root, "[data-words]");
  const usual = words.textContent;
  const address = picture.src;
  const renew = () => {
    const next = new Image();
    next.addEventListener("load", () => become(next.src, usual));
    next.addEventListener("error", () => become("", root.dataset.textLost ?? ""));
    next.src = `${address}?at=${Date.now()}`;
  };
  /** @param {string} source @param {string} said */
  function become(source, said) {
    if (source) picture.src = source;
    show(picture, Boolean(source));
    words.textContent = said;
  }
  setInterval(renew, Number(root.dataset.seconds || 30) * 1000);
}
