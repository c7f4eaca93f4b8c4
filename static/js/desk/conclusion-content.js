/**
 * A recorded conclusion as the body of editConclusion, without its revision. Pure.
 * @param {any} conclusion the API's ConclusionOut
 */
export function contentOf({ text, gives_task, lead, coordinating, informed, supervisor, deadline_kind, due_on, period }) {
  const ids = (/** @type {{id: string}[]} */ things) => things.map((thing) => thing.id);
  return {
    text, gives_task: gives_task ?? true, lead_unit_id: lead?.id ?? null, coordinating_unit_ids: ids(coordinating), informed_unit_ids: ids(informed),
    supervisor_id: supervisor?.id ?? null, deadline_kind: deadline_kind ?? "dated", due_on: due_on ?? null, period: period ?? null,
  };
}

/** The same words without work: a statement has no lead, date or supervisor. @param {any} content as the body of editConclusion */
export function statementOf({ text, informed_unit_ids }) {
  return {
    text, gives_task: false, lead_unit_id: null, coordinating_unit_ids: [], informed_unit_ids, supervisor_id: null, ...deadlineOf("", null),
  };
}

/** How often, as the form's chooser has it: "" is a day, "standing", or the period. @param {any} content */
export function oftenOf({ deadline_kind, period }) {
  return period ?? (deadline_kind === "standing" ? "standing" : "");
}

/** The deadline that the chooser and the day say. @param {string} often @param {string | null} due */
export function deadlineOf(often, due) {
  if (!often) return { deadline_kind: "dated", due_on: due, period: null };
  return often === "standing"
    ? { deadline_kind: "standing", due_on: null, period: null }
    : { deadline_kind: "periodic", due_on: null, period: often };
}
