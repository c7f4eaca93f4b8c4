import assert from "node:assert/strict";
import { test } from "node:test";
import { waitingOf } from "../../static/js/room/chair-conclusions.js";

const draft = { id: "1", state: "draft", confirmed_at: null, remark: "" };

test("only the chair is asked, and only for drafts that wait", () => {
  const conclusions = [draft, { ...draft, id: "2", confirmed_at: "2026-11-29" }, { ...draft, id: "3", remark: "Rõ hơn" }, { ...draft, id: "4", state: "issued" }];
  assert.deepEqual(waitingOf({ rights: { confirm: true }, conclusions }).map(({ id }) => id), ["1"]);
  assert.deepEqual(waitingOf({ rights: { confirm: false }, conclusions }), []);
});
