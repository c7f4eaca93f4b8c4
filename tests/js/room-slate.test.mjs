import assert from "node:assert/strict";
import { test } from "node:test";
import { asPaper, sheetsOf, withReceipt } from "../../static/js/room/ballot-papers.js";
import * as slate from "../../static/js/room/slate-state.js";

const question = (id, more = {}) => ({ id, state: "open", slate_id: "s", slate_position: 1, options: [], least: 0, most: 0, may_cast: true, my_ballot: null, on_behalf: [], ...more });
const list = question("c", { options: [{ position: 1 }, { position: 2 }, { position: 3 }], most: 2, slate_position: 2 });

test("two taps: the same answer to all, then send; a retry keeps its request id", () => {
  const papers = [question("a"), question("b", { slate_position: 2 })];
  const read = slate.answerAll(slate.begin(), papers, "yes");
  assert.equal(read.step, "confirming");
  const sent = slate.send(read, papers, "first");
  assert.deepEqual(slate.ballots(sent, papers), ["a", "b"].map((vote_id) => ({ vote_id, choice: "yes", text: "" })));
  const again = slate.send(slate.unanswered(sent), papers, "second");
  assert.deepEqual([again.step, again.requestId], ["sending", "first"]);
  assert.equal(slate.answer(again, "a", { choice: "no" }), again);
});

test("every question is answered before the sheet is read, another opinion with its words", () => {
  const papers = [question("a"), list];
  let sheet = slate.answer(slate.begin(), "a", { choice: "other" });
  for (const n of [3, 1, 2]) sheet = slate.tick(sheet, list, n, true);
  assert.deepEqual(slate.of(sheet, "c").chosen, [1, 3]);
  assert.equal(slate.review(sheet, papers), sheet);
  sheet = slate.review(slate.answer(sheet, "a", { text: "Đề nghị lùi hạn " }), papers);
  assert.deepEqual(slate.ballots(sheet, papers), [{ vote_id: "a", choice: "other", text: "Đề nghị lùi hạn" }, { vote_id: "c", chosen: [1, 3] }]);
  assert.equal(slate.answered(slate.begin(), list), false);
  assert.equal(slate.answered(slate.tick(slate.tick(slate.begin(), list, 1, true), list, 1, false), list), true);
});

test("one's own sheet comes first, then those on behalf of others, each cast apart", () => {
  const given = { participant_id: "p", name: "An", weight: 2, reason: "12/UQ", ballot: null };
  const votes = [question("b", { slate_position: 2, on_behalf: [given] }), question("a", { on_behalf: [given] }), question("x", { slate_id: null, on_behalf: [given] })];
  const sheets = sheetsOf(votes);
  assert.deepEqual(sheets.map((sheet) => [sheet.key, sheet.papers.map((paper) => paper.id).join()]), [["s:", "a,b"], ["x:", "x"], ["s:p", "a,b"], ["x:p", "x"]]);
  const cast = withReceipt(votes[2], { behalf_of: "p", choice: "no", text: "", chosen: null, cast_at: "t" });
  assert.deepEqual([cast.my_ballot, cast.may_cast, asPaper(cast, given).may_cast, asPaper(cast, given).my_weight], [null, true, false, 2]);
  assert.deepEqual(sheetsOf([{ ...cast, state: "closed" }]), []);
});
