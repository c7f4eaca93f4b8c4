import { show } from "../dom.js";

/**
 * The way to keep the product on the tablet as an app; it shows only where the browser offers it.
 * @param {HTMLElement} element button, hidden
 */
export default function install(element) {
  /** @type {(Event & {prompt: () => Promise<unknown>}) | undefined} */
  let offer;
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = /** @type {Event & {prompt: () => Promise<unknown>}} */ (event);
    show(element, true);
  });
  window.addEventListener("appinstalled", () => show(element, false));
  element.addEventListener("click", () => {
    show(element, false);
    void offer?.prompt();
  });
}
