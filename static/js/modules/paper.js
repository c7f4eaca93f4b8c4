// @ts-check
/**
 * Binds the viewer to the page: `<div class="paper-desk" data-module="paper" …>` of templates/documents/_paper.html.
 * With data-version-id it opens that paper; without, whoever owns the page opens papers through `deskOf(element)`.
 */
import { one, all, el, say as fill, show } from "../dom.js";
import { live } from "../live/live.js";
import { PaperDesk } from "../paper/desk.js";
import { NoteDock } from "../paper/note-dock.js";
import { NotesPanel } from "../paper/notes-panel.js";
import { Panel } from "../paper/panel.js";
import { Outbox } from "../paper/outbox.js";
import { sendBatch } from "../paper/sending.js";
import { Shelf } from "../paper/shelf.js";
import { PageWords } from "../paper/page-words.js";
import { allowMeeting, allowPointing, bindTools } from "../paper/tool-strip.js";
import { say } from "./toast.js";

const SAVED_STAYS = 4000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let leaving;
/** @type {WeakMap<HTMLElement, PaperDesk>} */
const desks = new WeakMap();

/**
 * The desk of an element of _paper.html; made now if the page did not do it yet.
 * @param {HTMLElement} root
 * @returns {PaperDesk}
 */
export function deskOf(root) {
  const known = desks.get(root);
  if (known) return known;
  const { authorId = "", authorName = "", locale = "vi", wordLoading = "", wordFailed = "", wordPicture = "" } = root.dataset;
  const person = {
    author: { id: authorId, name: authorName }, locale,
    labels: { loading: wordLoading, failed: wordFailed, picture: wordPicture, stamps: JSON.parse(root.dataset.stamps ?? "{}") },
  };
  const outbox = new Outbox(authorId, new Shelf(), sendBatch);
  const desk = new PaperDesk(one(root, "[data-paper-view]"), person, outbox, live);
  desks.set(root, desk);
  dress(root, desk, outbox);
  void outbox.load();
  return desk;
}

/**
 * Says whether the person may write on the meeting layer of the paper now open.
 * @param {HTMLElement} root
 * @param {boolean} may
 */
export function setMayMarkMeeting(root, may) {
  for (const strip of strips()) allowMeeting(strip, deskOf(root), may);
}

/** @param {HTMLElement} root @param {boolean} may show a place to everybody on the paper now open */
export function setMayPoint(root, may) {
  for (const strip of strips()) allowPointing(strip, deskOf(root), may);
}

/** @param {HTMLElement} root */
export default function paper(root) {
  const desk = deskOf(root);
  const { versionId, page = "1" } = root.dataset;
  if (versionId) void desk.open({ versionId, page: Number(page) });
}

/** @param {HTMLElement} root @param {PaperDesk} desk @param {Outbox} outbox */
function dress(root, desk, outbox) {
  new NoteDock(one(root, "[data-paper-note]"), desk);
  const words = new PageWords(one(root, "[data-paper-text]"), desk, root.dataset.wordNoText ?? "");
  const notes = new NotesPanel(one(root, "[data-paper-notes]"), desk);
  const panel = new Panel(one(root, "[data-paper-panel]"), desk);
  for (const button of all(document, "[data-panel-open]")) panel.opensFrom(button);
  for (const strip of strips()) {
    bindTools(strip, desk);
    for (const button of all(strip, '[data-act="notes"]')) notes.opensFrom(button);
    if (root.dataset.mayMarkMeeting) allowMeeting(strip, desk, root.dataset.mayMarkMeeting === "yes");
    for (const button of all(strip, '[data-act="text"]')) words.opensFrom(button);
  }
  for (const button of all(document, "[data-paper-turn]")) {
    button.addEventListener("click", () => desk.turnTo(desk.page + Number(button.dataset.paperTurn)));
  }
  desk.rights.onChange.on((level, before) => allow(root, desk, level, before));
  desk.onPage.on((page, byUser) => turned(root, desk, page, byUser));
  desk.onTrouble.on((reason, detail) => complain(root, reason, detail));
  outbox.onChange.on(() => (outbox.unsent > 0 || !one(root, "[data-paper-unsent]").hidden) && count(root, outbox));
  addEventListener("online", () => outbox.flush());
  addEventListener("beforeunload", (event) => (outbox.fragile || (outbox.unsent > 0 && live.state === "offline")) && event.preventDefault());
  live.onState((link) => document.documentElement.toggleAttribute("data-net", link === "offline") && document.documentElement.setAttribute("data-net", "lost"));
}

/**
 * Takes away on the page what the person may not do with the open paper; the server refuses it anyway.
 * @param {HTMLElement} root @param {PaperDesk} desk @param {string} level @param {string} before
 */
function allow(root, desk, level, before) {
  document.documentElement.dataset.paperLevel = level;
  root.dataset.level = level;
  for (const strip of strips()) allowMeeting(strip, desk);
  if (!desk.rights.mayWrite && before !== level) say(root.dataset.wordViewOnly ?? "", "message");
}

/** @returns {HTMLElement[]} */
function strips() {
  return all(document, "[data-paper-tools]");
}

/** @param {HTMLElement} root @param {PaperDesk} desk @param {number} page @param {boolean} byUser */
function turned(root, desk, page, byUser) {
  const pages = desk.viewer?.pageCount ?? 0;
  for (const place of all(document, "[data-paper-number]")) {
    place.textContent = fill(root.dataset.wordPage ?? "", { page, count: pages });
  }
  const detail = { versionId: desk.versionId, page, count: pages, byUser };
  root.dispatchEvent(new CustomEvent("paper:page", { bubbles: true, detail }));
}

/** @param {HTMLElement} root @param {string} reason @param {string} detail */
function complain(root, reason, detail) {
  const { wordTheirs = "", wordStale = "", wordRefused = "" } = root.dataset;
  if (reason === "recalled") one(root, "[data-paper-view]").replaceChildren(el("p", { class: "paper-gone", role: "alert" }, root.dataset.wordRecalled ?? ""));
  else if (reason === "closed") one(root, "[data-paper-view]").replaceChildren(el("p", { class: "paper-gone", role: "alert" }, root.dataset.wordClosed ?? ""));
  else if (reason === "theirs") say(wordTheirs, "message");
  else if (reason === "stale") say(wordStale, "warning");
  else if (reason === "refused") say(fill(wordRefused, { reason: detail }), "error");
}

/** Says how much is unsent; "saved" only after the server said so. @param {HTMLElement} root @param {Outbox} outbox */
function count(root, outbox) {
  const place = one(root, "[data-paper-unsent]");
  const { wordSaved = "", wordSending = "", wordUnsent = "", wordFragile = "", wordSignedOut = "" } = root.dataset;
  const numbers = { count: outbox.unsent };
  const words =
    outbox.unsent === 0 ? wordSaved
    : outbox.state === "signed-out" ? wordSignedOut
    : outbox.fragile ? `${fill(wordUnsent, numbers)}. ${wordFragile}`
    : fill(outbox.state === "sending" ? wordSending : wordUnsent, numbers);
  place.dataset.state = outbox.unsent === 0 ? "saved" : outbox.state;
  one(place, "span").textContent = words;
  show(place, true);
  clearTimeout(leaving);
  // Good news may go; what is unsent stays until it is sent.
  if (outbox.unsent === 0) leaving = setTimeout(() => show(place, false), SAVED_STAYS);
}
