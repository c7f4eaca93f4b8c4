// @ts-check
/** Both changed the same lines: both texts stand beside each other, and somebody chooses. Nothing is lost meanwhile. */
import { el, icon, say } from "../dom.js";
import { hourMinute } from "../time.js";
import { chosenText, words } from "./lines.js";

/**
 * @param {HTMLElement} box @param {import("./saver.js").Written} told @param {Record<string, string | undefined>} texts
 * @param {(lines: import("./lines.js").Line[]) => void} onChosen
 */
export function askWhich(box, told, texts, onChosen) {
  const clashes = told.pieces.filter(({ clash }) => clash);
  /** @type {("mine" | "theirs" | "both" | undefined)[]} */
  const chosen = clashes.map(() => undefined);
  const theirs = say(texts.textTheirs ?? "", { name: told.edited_by, time: hourMinute(told.edited_at) });
  const title = el("p", { class: "strong", tabindex: -1 }, icon("late"), texts.textClash);
  const parts = clashes.map((clash, at) => {
    const choose = (/** @type {"mine" | "theirs" | "both"} */ which) => () => {
      chosen[at] = which;
      part.dataset.chosen = which;
      if (chosen.every(Boolean)) done(/** @type {("mine" | "theirs" | "both")[]} */ (chosen));
    };
    const part = el(
      "div",
      { class: "clash-part" },
      side(texts.textMine, clash.mine, texts),
      side(theirs, clash.theirs, texts),
      el(
        "div",
        { class: "actions" },
        el("button", { type: "button", class: "btn", onclick: choose("mine") }, texts.textUseMine),
        el("button", { type: "button", class: "btn", onclick: choose("theirs") }, texts.textUseTheirs),
        el("button", { type: "button", class: "btn", onclick: choose("both") }, texts.textUseBoth),
      ),
    );
    return part;
  });
  /** @param {("mine" | "theirs" | "both")[]} all */
  const done = (all) => {
    box.hidden = true;
    box.replaceChildren();
    onChosen(chosenText(told.pieces, all));
  };
  box.replaceChildren(title, ...parts);
  box.hidden = false;
}

/** @param {string | undefined} title @param {import("./lines.js").Line[]} lines @param {Record<string, string | undefined>} texts */
function side(title, lines, texts) {
  return el("div", { class: "clash-side" }, el("b", {}, title), el("p", {}, words(lines) || texts.textRemoved));
}
