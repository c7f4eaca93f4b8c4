// @ts-check
import { ApiError, api } from "../api.js";

/**
 * Says that a page was opened: `<div data-module="opening" data-url="/slips/…/opening">`. Reading writes nothing by
 * itself, so that a link on a foreign page leaves no receipt in somebody's name.
 * @param {HTMLElement} element
 */
export default function opening(element) {
  const { url } = element.dataset;
  if (!url) throw new Error("nothing to say that it was opened");
  const tell = () => {
    api.post(url).catch((error) => {
      if (!(error instanceof ApiError)) throw error; // Refused, or no network: the next opening tells it as well.
    });
  };
  if (document.visibilityState === "visible") tell();
  else document.addEventListener("visibilitychange", tell, { once: true });
}
