import assert from "node:assert/strict";
import { test } from "node:test";
import { saidBy } from "../../static/js/modules/circulation-answer.js";

/** @param {[string, string][]} pairs */
function form(pairs) {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return data;
}

test("a question is answered with a choice and words", () => {
  assert.deepEqual(saidBy(form([["choice", "other"], ["text", "Thêm số liệu"]])), { choice: "other", text: "Thêm số liệu" });
});

test("of a list the positions ticked are sent, also none", () => {
  assert.deepEqual(saidBy(form([["by_list", "1"], ["chosen", "2"], ["chosen", "3"], ["text", ""]])), { chosen: [2, 3], text: "" });
  assert.deepEqual(saidBy(form([["by_list", "1"], ["text", ""]])), { chosen: [], text: "" });
});
