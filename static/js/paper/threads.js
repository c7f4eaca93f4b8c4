// @ts-check
/**
 * Notes with what was answered to them. Pure.
 * @typedef {import("../viewer/types").Annotation} Annotation
 * @typedef {{mark: Annotation, replies: Annotation[], resolved: boolean}} Thread
 * @typedef {{author?: string, state?: "" | "open" | "resolved"}} Wanted
 */

/** Orders replies as the server did; those it has not heard of come last. @param {Annotation} a @param {Annotation} b */
function later(a, b) {
  const waits = Number(a.revision === 0) - Number(b.revision === 0);
  return waits || (a.created_at + a.id < b.created_at + b.id ? -1 : 1);
}

/** Whether there is something to read in it. @param {Annotation} mark @param {Annotation[]} replies */
function speaks({ kind, text }, replies) {
  return kind === "note" || kind === "text" || kind === "stamp" || Boolean(text) || replies.length > 0;
}

/**
 * The notes among some marks, in the order of the pages and from the top down.
 * @param {Annotation[]} marks @returns {Thread[]}
 */
export function threads(marks) {
  /** @type {Map<string, Annotation[]>} */
  const answers = new Map();
  for (const mark of marks) if (mark.parent) answers.set(mark.parent, [...(answers.get(mark.parent) ?? []), mark]);
  return marks
    .filter((mark) => mark.kind !== "reply" && speaks(mark, answers.get(mark.id) ?? []))
    .map((mark) => thread(mark, answers.get(mark.id) ?? []))
    .sort((a, b) => a.mark.page - b.mark.page || height(a.mark) - height(b.mark) || (a.mark.id < b.mark.id ? -1 : 1));
}

/** @param {Annotation} mark @param {Annotation[]} answers @returns {Thread} the last word on whether it is settled counts */
export function thread(mark, answers) {
  const replies = answers.toSorted(later);
  return { mark, replies, resolved: replies.findLast((reply) => reply.state)?.state === "resolved" };
}

/** @param {Thread[]} all @param {Wanted} wanted "" and nothing: all of them */
export function chosen(all, { author = "", state = "" }) {
  return all.filter(({ mark, replies, resolved }) =>
    (!author || mark.author.id === author || replies.some((reply) => reply.author.id === author)) &&
    (!state || resolved === (state === "resolved")));
}

/** Everybody who wrote something, by name. @param {Annotation[]} marks @returns {import("../viewer/types").Author[]} */
export function authors(marks) {
  const people = new Map(marks.map(({ author }) => [author.id, author]));
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, "vi"));
}

/** How far down its page a mark begins. @param {Annotation} mark */
function height({ point, box, ends, quads, strokes }) {
  return point?.[1] ?? box?.[1] ?? ends?.[0][1] ?? quads?.[0]?.[1] ?? strokes?.[0]?.[0]?.[1] ?? 0;
}
