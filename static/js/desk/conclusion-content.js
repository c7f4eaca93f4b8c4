/**
 * A recorded conclusion as the body of editConclusion, without its revision. Pure.
 * @param {any} conclusion the API's ConclusionOut
 */
export function contentOf({ text, lead, coordinating, informed, supervisor, due_on }) {
  const ids = (/** @type {{id: string}[]} */ things) => things.map((thing) => thing.id);
  return {
    text, lead_unit_id: lead.id, coordinating_unit_ids: ids(coordinating), informed_unit_ids: ids(informed),
    supervisor_id: supervisor?.id ?? null, due_on: due_on ?? null,
  };
}
