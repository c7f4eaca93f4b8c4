import assert from "node:assert/strict";
import { test } from "node:test";
import { firstPaper, leastYes, minutesLeft, roomPlace, spentSeconds } from "../../static/js/room/agenda.js";

const half = { numerator: 1, denominator: 2, members: 15, entitled: 13 };

test("more than half of the members, or of those present", () => {
  assert.deepEqual(leastYes({ ...half, base: "members", strict: true }), { needed: 8, whole: 15 });
  assert.deepEqual(leastYes({ ...half, base: "present", strict: true }), { needed: 7, whole: 13 });
  assert.equal(leastYes({ ...half, members: 14, base: "members", strict: true }).needed, 8);
});

test("a share that need only be reached", () => {
  const vote = { base: "members", members: 15, entitled: 13, numerator: 2, denominator: 3, strict: false };
  assert.equal(leastYes(vote).needed, 10);
});

test("of the ballots cast, nobody knows before the close", () => {
  assert.equal(leastYes({ ...half, base: "valid", strict: true }), null);
});

test("a guest's room has no paper while another's item is discussed", () => {
  const meeting = { agenda: [{ id: "2", papers: [] }], current_item_id: "1", current_version_id: "v1", current_page: 4, view: null };
  assert.deepEqual(roomPlace(meeting), { itemId: "1", versionId: null, page: 4, view: null });
  assert.equal(roomPlace({ ...meeting, current_item_id: "2" }).versionId, "v1");
});

test("the first paper that can be read", () => {
  const papers = [{ version_id: "a", state: "processing" }, { version_id: "b", state: "ready" }];
  assert.deepEqual([firstPaper({ papers }), firstPaper({ papers: [] })], ["b", null]);
});

test("an item's clock counts earlier rounds too, and says when its time is over", () => {
  const item = { minutes: 10, spent_seconds: 300, started_at: "2022-08-26T02:00:00Z" };
  const words = { textLeft: "còn %(minutes)s", textOver: "quá %(minutes)s" };
  const at = (minute) => Date.parse(`2022-08-26T02:${minute}:00Z`);
  assert.equal(spentSeconds(item, at("02")), 420);
  assert.deepEqual([minutesLeft(item, at("02"), words), minutesLeft(item, at("07"), words)], ["còn 3", "quá 2"]);
});
