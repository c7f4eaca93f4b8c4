import assert from "node:assert/strict";
import { test } from "node:test";
import { saidBy } from "../../static/js/modules/opinion-form.js";

/** @param {Record<string, string>} fields */
function form(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

test("a first opinion says its words only, and whether it bears a name where one may choose", () => {
  assert.deepEqual(saidBy(form({ text: "Đồng ý", unit_id: "", revision: "" })), { text: "Đồng ý" });
  assert.deepEqual(saidBy(form({ text: "Đồng ý", anonymous: "1" })), { text: "Đồng ý", anonymous: true });
  assert.deepEqual(saidBy(form({ text: "Đồng ý", anonymous: "0" })), { text: "Đồng ý", anonymous: false });
});

test("a change says which words it replaces, and in whose name", () => {
  const said = saidBy(form({ text: "Sửa", revision: "3", unit_id: "u1", csrf_token: "x" }));
  assert.deepEqual(said, { text: "Sửa", revision: 3, unit_id: "u1" });
});
