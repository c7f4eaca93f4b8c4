import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRole, putIn, roleMeant, roleStated, sentencesWith, takenOut, tokenAt, whoFits } from "../../static/js/desk/typed.js";

const end = (/** @type {string} */ text) => tokenAt(text, text.length);

test("a sign after a space begins a word to look for; inside a word it is a sign", () => {
  assert.deepEqual(end("Giao @sở y"), { kind: "who", start: 5, words: "sở y" });
  assert.deepEqual(end(">trước 15/12"), { kind: "when", start: 0, words: "trước 15/12" });
  assert.equal(end("thu@vinhphuc"), null);
  assert.equal(end("Giao @sở\nrà soát"), null);
  assert.deepEqual(tokenAt("Giao @vp rà soát", 8), { kind: "who", start: 5, words: "vp" });
});

/** @param {string} text @param {string} [after] */
function left(text, after = "") {
  const token = end(text);
  assert.ok(token);
  return takenOut(text + after, token, text.length).text;
}

test("what only led to the name or the day goes with it; the work stays", () => {
  assert.equal(left("Giao @vptu"), "");
  assert.equal(left("Giao @vptu", " rà soát"), "rà soát");
  assert.equal(left("chủ trì, phối hợp với @btc"), "");
  assert.equal(left("Rà soát quy chế, phối hợp với @btc"), "Rà soát quy chế");
  assert.equal(left("Rà soát quy chế và @btc"), "Rà soát quy chế");
  assert.equal(left("Rà soát quy chế, hoàn thành >trước 15/12"), "Rà soát quy chế");
  assert.equal(left("Rà soát >15/12", ". Báo cáo Thường trực"), "Rà soát. Báo cáo Thường trực");
  assert.equal(left("Tổ chức hội nghị @btc"), "Tổ chức hội nghị");
});

test("the words before say which part a unit has; else the first leads and the others take part", () => {
  assert.equal(roleMeant("Giao ", false), "lead");
  assert.equal(roleMeant("", false), "lead");
  assert.equal(roleMeant("", true), "coordinating");
  assert.equal(roleMeant("rà soát, phối hợp với ", false), "coordinating");
  assert.equal(roleMeant("Rà soát, gửi ", true), "informed");
  assert.equal(roleMeant("Rà soát, ", true, "informed"), "informed");
  assert.deepEqual([nextRole("lead"), nextRole("coordinating"), nextRole("informed")], ["coordinating", "informed", "lead"]);
});

const UNITS = [
  { id: "1", name: "Ban Tổ chức Tỉnh ủy", code: "BTCTU" }, { id: "2", name: "Văn phòng Tỉnh ủy", code: "VPTU" },
  { id: "3", name: "Tỉnh ủy", code: "TU" },
];
const PEOPLE = [{ id: "p", name: "Đặng Thu Hương", title: "Trưởng ban" }, { id: "q", name: "Tô Văn Thu", title: "" }];
const names = (/** @type {{units: {name: string}[], people: {name: string}[]}} */ { units, people }) =>
  [...units, ...people].map(({ name }) => name);

test("units are found by sign and name, people by name and office, without diacritics", () => {
  assert.deepEqual(names(whoFits("vptu", UNITS, PEOPLE)), ["Văn phòng Tỉnh ủy"]);
  assert.deepEqual(names(whoFits("tu", UNITS, PEOPLE))[0], "Tỉnh ủy");
  assert.deepEqual(names(whoFits("to chuc", UNITS, PEOPLE)), ["Ban Tổ chức Tỉnh ủy"]);
  assert.deepEqual(names(whoFits("thu", UNITS, PEOPLE)), ["Tô Văn Thu", "Đặng Thu Hương"]);
  assert.deepEqual(names(whoFits("truong ban", UNITS, PEOPLE)), ["Đặng Thu Hương"]);
  assert.deepEqual(names(whoFits("huong", [{ id: "4", name: "Ban Thường vụ", code: "BTV" }], PEOPLE)), ["Đặng Thu Hương"]);
  assert.equal(names(whoFits("", UNITS, PEOPLE)).length, 3);
});

test("a stroke where a line begins asks for a usual sentence; in dates and numbers it is a stroke", () => {
  assert.deepEqual(end("/giao"), { kind: "said", start: 0, words: "giao" });
  assert.deepEqual(end("Thống nhất.\n/"), { kind: "said", start: 12, words: "" });
  assert.equal(end("trước 15/12"), null);
  assert.equal(end("Kết luận số 3-KL/TU"), null);
  assert.equal(end("/15/12"), null);
});

test("in a statement who is named stays in the words, or shall know of it", () => {
  assert.equal(roleStated("Thống nhất theo đề nghị của "), "named");
  assert.equal(roleStated("Giao "), "named");
  assert.equal(roleStated("Ghi nhận báo cáo, gửi "), "informed");
  assert.deepEqual([nextRole("named", true), nextRole("informed", true)], ["informed", "named"]);
});

const SENTENCES = ["Giao … chủ trì, báo cáo … kết quả.", "Thống nhất chủ trương."];

test("a sentence is found by any of its words, without diacritics, and its first gap is where one goes on", () => {
  assert.deepEqual(sentencesWith("chu truong", SENTENCES), [SENTENCES[1]]);
  assert.deepEqual(sentencesWith("", SENTENCES), SENTENCES);
  assert.deepEqual(sentencesWith("bao cao giao", SENTENCES), [SENTENCES[0]]);
  assert.deepEqual(sentencesWith("lạ", SENTENCES), []);
  const token = end("Thống nhất.\n/giao");
  assert.ok(token);
  const put = putIn("Thống nhất.\n/giao\nHết", token, SENTENCES[0] ?? "");
  assert.equal(put.text, `Thống nhất.\n${SENTENCES[0]}\nHết`);
  assert.equal(put.text.slice(put.from, put.to), "…");
  assert.equal(put.text.slice(put.from - 5, put.from), "Giao ");
  const whole = putIn("/t", { kind: "said", start: 0, words: "t" }, SENTENCES[1] ?? "");
  assert.deepEqual([whole.from, whole.to], [whole.text.length, whole.text.length]);
});
