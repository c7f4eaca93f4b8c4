import assert from "node:assert/strict";
import { test } from "node:test";
import { itemOf, plain } from "../../static/js/upload/match.js";

const ITEMS = [
  { id: "a", number: 1, title: "Kế hoạch triển khai Chỉ thị 23-CT/TU" },
  { id: "b", number: 2, title: "Tờ trình mở rộng phạm vi" },
  { id: "c", number: 12, title: "Báo cáo sơ kết ba năm" },
];

test("the number at the beginning of the name decides", () => {
  for (const [name, id] of [["01 Kế hoạch.pdf", "a"], ["2. Gì đó.docx", "b"], ["12_bao cao.pdf", "c"], ["Nội dung 2 - phụ lục.pdf", "b"], ["muc 1.pdf", "a"]]) {
    assert.equal(itemOf(name, ITEMS), id, name);
  }
});

test("the number of a paper is no place in the agenda", () => {
  assert.equal(itemOf("2-TTr Báo cáo sơ kết ba năm.pdf", ITEMS), "c");
  assert.equal(itemOf("1202 khác.pdf", ITEMS), "");
});

test("a number with dots goes to the sub-item, or to the item above when there is none", () => {
  const tree = [
    { id: "1", number: "1", title: "Kinh tế" }, { id: "1.2", number: "1.2", title: "Thu ngân sách" }, { id: "1.2.1", number: "1.2.1", title: "Thuế" },
    { id: "2", number: "2", title: "Cán bộ" }, { id: "12", number: "12", title: "Việc khác" },
  ];
  for (const [name, id] of [
    ["01.2 Tờ trình.pdf", "1.2"], ["1.2. Tờ trình.pdf", "1.2"], ["01.02.01-Phụ lục.docx", "1.2.1"], ["Nội dung 1.2 báo cáo.pdf", "1.2"],
    ["02.1 Phụ lục.pdf", "2"], ["2.pdf", "2"], ["12.2 x.pdf", "12"], ["1.12.2026 ghi chép.pdf", ""], ["118.2 x.pdf", ""],
  ]) assert.equal(itemOf(name, tree), id, name);
});

test("sixty files of an agenda with sub-items all find their place", () => {
  const items = Array.from({ length: 10 }, (_, i) => [
    { id: `${i + 1}`, number: `${i + 1}`, title: `Mục ${i + 1}` }, ...[1, 2].map((j) => ({ id: `${i + 1}.${j}`, number: `${i + 1}.${j}`, title: `Tiểu mục ${i + 1}.${j}` })),
  ]).flat();
  const names = items.flatMap(({ number }) => [`${number.replace(/^(\d)([.]|$)/, "0$1$2")} Tờ trình.pdf`, `${number} Phụ lục.pdf`]);
  assert.equal(names.length, 60);
  names.forEach((name, place) => assert.equal(itemOf(name, items), items[Math.floor(place / 2)].id, name));
});

test("else the words of a title do, with or without marks", () => {
  assert.equal(itemOf("To trinh mo rong pham vi.pdf", ITEMS), "b");
  assert.equal(itemOf("BÁO CÁO SƠ KẾT.docx", ITEMS), "c");
});

test("what fits two or none is left to a person", () => {
  assert.equal(itemOf("Phụ lục.pdf", ITEMS), "");
  const twice = [{ id: "a", number: 1, title: "Báo cáo" }, { id: "b", number: 2, title: "Báo cáo" }];
  assert.equal(itemOf("Báo cáo.pdf", twice), "");
});

test("đ is a d without its mark", () => assert.equal(plain("Đồng chí"), "dong chi"));
