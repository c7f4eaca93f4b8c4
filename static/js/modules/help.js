// @ts-check
import { bind } from "../app.js";

/** Where a question mark is a letter. */
const TYPING = "input, textarea, select, [contenteditable]";

/**
 * Opens the help of this screen beside it: `<a href="/help/screens/…" data-module="help" data-panel="help-panel" data-key="?">`.
 * Its words are those of the page the link leads to, asked for when they are first wanted.
 * @param {HTMLElement} link
 */
export default function help(link) {
  const panel = document.getElementById(link.dataset.panel ?? "");
  if (!(link instanceof HTMLAnchorElement) || !(panel instanceof HTMLDialogElement)) throw new Error("help: no panel");
  link.setAttribute("aria-haspopup", "dialog");
  panel.addEventListener("click", (event) => event.target === panel && panel.close());
  const open = () => {
    panel.showModal();
    void fill(panel, link.href);
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key !== link.dataset.key || event.ctrlKey || event.altKey || event.metaKey) return;
    if ((at instanceof Element && at.closest(TYPING)) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
}

/** @param {HTMLDialogElement} panel @param {string} address */
async function fill(panel, address) {
  const place = panel.querySelector("[data-words]");
  if (!place || panel.dataset.filled) return;
  const words = await read(address).catch(() => null);
  const failed = panel.querySelector("template")?.content;
  if (!words && failed) return place.replaceChildren(document.importNode(failed, true));
  if (!words) return;
  place.replaceChildren(...[...words.childNodes].map((node) => document.importNode(node, true)));
  place.classList.add("help-text");
  panel.dataset.filled = "yes";
  if (place instanceof HTMLElement) bind(place);
}

/** @param {string} address @returns {Promise<Element | null>} what the page at `address` says */
async function read(address) {
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("help-text");
}
