import { one, say, show } from "../dom.js";
import { put } from "../room/symbols.js";
import { dateText } from "../time.js";

/**
 * The conclusion on the wall, while no vote is there.
 * @param {HTMLElement} place @param {any} conclusion the API's WallConclusion, or null
 */
export function showConclusion(place, conclusion) {
  show(place, Boolean(conclusion));
  if (!conclusion) return;
  const { textNumber = "", textLead = "", textWith = "", textDue = "" } = place.dataset;
  const { number, text, lead, coordinating, due_on: due, often } = conclusion;
  one(place, ".kick").textContent = say(textNumber, { number });
  put(one(place, "h1"), text);
  const day = due ? say(textDue, { day: dateText(due, document.documentElement.lang) }) : often;
  const lines = { lead: lead && say(textLead, { name: lead }), with: coordinating.length ? say(textWith, { names: coordinating.join(", ") }) : "", due: day };
  for (const [name, words] of Object.entries(lines)) {
    const line = one(place, `[data-line="${name}"]`);
    show(line, Boolean(words));
    one(line, "span").textContent = words || "";
  }
}
