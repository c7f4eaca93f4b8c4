import { say } from "../dom.js";
import { say as toast } from "../modules/toast.js";

const FRESH_MS = 15_000;

/**
 * Tells what somebody else at the desk has just done, in the words of `template[data-deed]`; what one did oneself, and
 * what comes late after a lost line, is not told.
 * @param {ParentNode} root
 * @param {string} me the id of the person here
 * @param {() => any} now the meeting as it is known now
 * @returns {(event: import("../live/subscription.js").LiveEvent) => void}
 */
export function colleagues(root, me, now) {
  return ({ type, payload, at }) => {
    if (type !== "desk.acted" || payload.by === me || Date.now() - Date.parse(at) > FRESH_MS) return;
    const words = /** @type {HTMLTemplateElement | null} */ (root.querySelector(`template[data-deed="${payload.deed}"]`));
    const item = now().agenda.find((/** @type {any} */ i) => i.id === payload.item_id);
    const whom = now().participants.find((/** @type {any} */ p) => p.id === payload.participant_id);
    if (words) toast(say(words.content.textContent ?? "", { name: payload.name, number: item?.number ?? "", whom: whom?.name ?? "" }));
  };
}
