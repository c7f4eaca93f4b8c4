import { say } from "../dom.js";

/**
 * Somebody's name as everybody is to read it: a substitute with the name of who is represented.
 * @param {{name: string, stands_for?: string} | undefined | null} person the API's ParticipantOut
 * @returns {string} empty for somebody this reader does not know of
 */
export function shownName(person) {
  if (!person?.stands_for) return person?.name ?? "";
  const words = globalThis.document?.querySelector('meta[name="instead"]')?.getAttribute("content");
  return say(words ?? "%(name)s (%(whom)s)", { name: person.name, whom: person.stands_for });
}
