/** Where a question mark is a letter. */
const TYPING = "input, textarea, select, [contenteditable]";

/**
 * The desk's shortcuts. Alt only, so that Telex and VNI are never disturbed; "?" where nothing is typed.
 * @param {Record<"next" | "record" | "statement" | "invite" | "open" | "pause" | "undo" | "help", () => void> & {turn: (step: number) => void}} acts
 */
export function bindKeys({ next, turn, record, statement, invite, open, pause, undo, help }) {
  /** @type {Record<string, () => void>} */
  const keys = { Enter: next, ArrowLeft: () => turn(-1), ArrowRight: () => turn(1), KeyS: record, KeyK: statement, KeyM: invite, KeyN: open, KeyP: pause, KeyZ: undo };
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest(TYPING);
    if (event.key === "?" && !event.altKey && !typing && !document.querySelector("dialog[open]")) return void help();
    const key = event.altKey && !event.ctrlKey && !event.metaKey ? (keys[event.code] ?? keys[event.key]) : undefined;
    if (!key || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (!event.repeat || event.key.startsWith("Arrow")) key();
  });
}
