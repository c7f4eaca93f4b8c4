import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf, deadlineOf, oftenOf, statementOf } from "../../static/js/desk/conclusion-content.js";

const conclusion = {
  id: "c", number: "1.1", revision: 3, text: "Giao", lead: { id: "u1", name: "A" }, coordinating: [{ id: "u2" }, { id: "u3" }],
  informed: [], supervisor: { id: "p1", name: "P" }, deadline_kind: "dated", due_on: "2026-12-31", period: null, state: "draft",
};

test("a recorded conclusion is written anew with all it says, and nothing more", () => {
  assert.deepEqual(contentOf(conclusion), {
    text: "Giao", gives_task: true, lead_unit_id: "u1", coordinating_unit_ids: ["u2", "u3"], informed_unit_ids: [], supervisor_id: "p1",
    deadline_kind: "dated", due_on: "2026-12-31", period: null,
  });
});

test("without supervisor or day these stay empty", () => {
  const { supervisor_id, due_on } = contentOf({ ...conclusion, supervisor: null, due_on: null });
  assert.deepEqual([supervisor_id, due_on], [null, null]);
});

test("a statement keeps its words and who shall know", () => {
  const { text, informed_unit_ids, ...work } = statementOf({ ...contentOf(conclusion), informed_unit_ids: ["u4"] });
  assert.deepEqual([text, informed_unit_ids], ["Giao", ["u4"]]);
  assert.deepEqual(work, {
    gives_task: false, lead_unit_id: null, coordinating_unit_ids: [], supervisor_id: null, deadline_kind: "dated", due_on: null, period: null,
  });
});

test("the chooser of days and periods says the same as the deadline", () => {
  for (const often of ["", "standing", "month", "half_year"]) {
    const due = often ? null : "2026-12-31";
    assert.equal(oftenOf(deadlineOf(often, due)), often);
    assert.equal(deadlineOf(often, "2026-12-31").due_on, due);
  }
});
