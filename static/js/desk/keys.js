/**
 * The desk's shortcuts. Alt only, so that Telex and VNI are never disturbed. "?" is the help, as everywhere.
 * @param {Record<"next" | "record" | "statement" | "invite" | "open" | "pause" | "undo", () => void> & {turn: (step: number) => void}} acts
 */
export function bindKeys({ next, turn, record, statement, invite, open, pause, undo }) {
  /** @type {Record<string, () => void>} */
  const keys = { Enter: next, ArrowLeft: () => turn(-1), ArrowRight: () => turn(1), KeyS: record, KeyK: statement, KeyM: invite, KeyN: open, KeyP: pause, KeyZ: undo };
  addEventListener("keydown", (event) => {
    const key = event.altKey && !event.ctrlKey && !event.metaKey ? (keys[event.code] ?? keys[event.key]) : undefined;
    if (!key || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (!event.repeat || event.key.startsWith("Arrow")) key();
  });
}
