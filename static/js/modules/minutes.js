// @ts-check
/**
 * The minutes while they are written: each text has its editor and saves itself; one row of tools for all.
 * `<article data-module="minutes" data-person="…" data-text-…>` with `[data-block]` in it.
 */
import { ApiError, api, newRequestId } from "../api.js";
import { all, one, say } from "../dom.js";
import { OURS } from "../kept.js";
import { askWhich } from "../minutes/clash.js";
import { DEEDS, SHOWN, openEditor, showLines } from "../minutes/editor.js";
import { Saver } from "../minutes/saver.js";
import { hourMinute } from "../time.js";

/** From the worst to the best: what the page says of all its texts together. */
const RANK = /** @type {const} */ (["refused", "clash", "offline", "unsaved", "saving", "saved"]);

/** @typedef {import("../../vendor/tiptap.js").Editor} Editor @typedef {import("../minutes/saver.js").State} State */

/** @param {HTMLElement} article */
export default function minutes(article) {
  const tools = one(article, "[data-tools]");
  /** @type {Editor | null} */
  let current = null;
  const show = () => {
    for (const button of all(tools, "[data-deed]")) {
      const mark = SHOWN[/** @type {keyof typeof SHOWN} */ (button.dataset.deed)];
      if (mark) button.setAttribute("aria-pressed", String(current?.isActive(mark) ?? false));
      button.disabled = !current;
    }
  };
  tools.addEventListener("pointerdown", (/** @type {Event} */ event) => event.preventDefault()); // the cursor stays in the text
  tools.addEventListener("click", (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-deed]") : null;
    if (button instanceof HTMLElement && current) DEEDS[button.dataset.deed ?? ""]?.(current);
  });
  const tell = saying(article);
  for (const place of all(article, "[data-block]")) {
    openText(article, place, tell, {
      onFocus: (editor) => {
        current = editor;
        show();
      },
      onMoved: (editor) => editor === current && show(),
    });
  }
}

/**
 * @param {HTMLElement} article @returns {(block: string, state: State, at?: string | null) => void}
 * what is said beside the title: of all texts the worst, and when one was last saved
 */
function saying(article) {
  const line = one(document, "[data-saved]");
  /** @type {Map<string, State>} */
  const states = new Map();
  let last = "";
  return (block, state, at) => {
    states.set(block, state);
    if (state === "saved" && at && at > last) last = at;
    const worst = RANK.find((rank) => [...states.values()].includes(rank)) ?? "saved";
    const { textSaved = "", textSaving, textUnsaved, textOffline, textClash } = article.dataset;
    const words = { saving: textSaving, unsaved: textUnsaved, offline: textOffline, clash: textClash, refused: textUnsaved };
    line.dataset.state = worst;
    one(line, "span").textContent = worst === "saved" ? (last ? say(textSaved, { time: hourMinute(last) }) : "") : (words[worst] ?? "");
  };
}

/**
 * @param {HTMLElement} article @param {HTMLElement} place @param {ReturnType<typeof saying>} tell
 * @param {{onFocus: (editor: Editor) => void, onMoved: (editor: Editor) => void}} ways
 */
function openText(article, place, tell, { onFocus, onMoved }) {
  const { block = "", version = "1", body = "[]", label = "" } = place.dataset;
  const text = /** @type {HTMLElement} */ (place.closest(".text"));
  const [clash, refused] = [one(text, "[data-clash]"), one(text, "[data-refused]")];
  const key = `${OURS}minutes-${article.dataset.person}-${block}`;
  const lines = JSON.parse(body);
  const saver = new Saver(Number(version), lines, {
    send: ({ id, base, since, lines: said }) => api.put(`/minutes-blocks/${block}`, { base, since, body: said }, id),
    shelf: {
      read: () => JSON.parse(localStorage.getItem(key) ?? "null"),
      write: (kept) => (kept ? localStorage.setItem(key, JSON.stringify(kept)) : localStorage.removeItem(key)),
    },
    onState: (state, told) => {
      refused.hidden = state !== "refused";
      if (told instanceof Error) one(refused, ".grow").textContent = (told instanceof ApiError && told.fields[0]?.message) || told.message;
      else if (state === "clash" && told) ask(told);
      tell(block, state, told instanceof Error ? null : told?.edited_at);
    },
    onJoined: (joined) => showLines(editor, joined),
    isLost: (error) => error instanceof ApiError && error.unanswered,
    newId: newRequestId,
    later: (work, ms) => setTimeout(work, ms),
  });
  const editor = openEditor(place, lines, label, {
    onTyped: (said) => saver.typed(said),
    onFocus: () => onFocus(editor),
    onMoved: () => onMoved(editor),
  });
  /** @param {import("../minutes/saver.js").Written} told */
  const ask = (told) => {
    editor.setEditable(false, false);
    askWhich(clash, told, article.dataset, (chosen) => {
      editor.setEditable(true, false);
      showLines(editor, chosen);
      saver.chosen(chosen);
      editor.commands.focus("end");
    });
  };
  tell(block, "saved", place.dataset.edited);
  const kept = saver.resume();
  if (kept) showLines(editor, kept);
  addEventListener("online", () => void saver.send());
  document.addEventListener("visibilitychange", () => document.hidden && void saver.send());
}
