import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, dateText, durationText, serverNow } from "../../static/js/time.js";
import { plain } from "../../static/js/words.js";

test("the clock shows the office's zone in 24 hours", () => {
  const at = Date.parse("2022-08-26T17:05:09Z");
  assert.equal(clockText(at), "00:05");
  assert.equal(clockText(at, true), "00:05:09");
});

test("a duration counts minutes past the hour and never goes below zero", () => {
  assert.equal(durationText(192.9), "03:12");
  assert.equal(durationText(3751), "62:31");
  assert.equal(durationText(-4), "00:00");
});

test("the server's time goes on however wrong the machine's clock is", () => {
  let machine = 5000;
  const now = serverNow("1970-01-01T00:01:00Z", () => machine);
  machine += 1500;
  assert.equal(now(), 61500);
});

test("without a server time the machine's own is kept", () => {
  assert.equal(serverNow(undefined, () => 7)(), 7);
  assert.equal(serverNow("not a time", () => 7)(), 7);
});

test("words are found without accents, also composed otherwise", () => {
  assert.equal(plain("Đỗ Khắc Hiển"), "do khac hien");
  assert.equal(plain("Hiê\u0309n"), "hien");
});

test("a day is said with its weekday, day first", () => {
  assert.equal(dateText("2022-09-16", "vi"), "Thứ Sáu, 16/09/2022");
  assert.equal(dateText("2022-09-16", "en"), "Friday, 16/09/2022");
  assert.equal(dateText("", "vi"), "");
});
