import assert from "node:assert/strict";
import { test } from "node:test";

import { dayText, endDay, readClock, readDay } from "../../static/js/days.js";

test("a day is read day first, however it is separated", () => {
  for (const text of ["25/11/2026", "25-11-2026", "25.11.2026", " 25 / 11 / 2026 ", "25112026", "2026-11-25"]) {
    assert.equal(readDay(text), "2026-11-25", text);
  }
  assert.equal(readDay("3/4/2026"), "2026-04-03");
});

test("what is no day is none", () => {
  for (const text of ["", "hôm nay", "31/02/2026", "11/25/2026", "25/11/26", "2026-11", "29/02/2026"]) assert.equal(readDay(text), "", text);
  assert.equal(readDay("29/02/2028"), "2028-02-29");
});

test("a day is written day first", () => assert.equal(dayText("2026-11-25"), "25/11/2026"));

test("no day writes nothing", () => assert.equal(dayText(""), ""));

test("a time is read with 24 hours", () => {
  const times = { "8:00": "08:00", "08.05": "08:05", "8h": "08:00", "14h30": "14:30", "14H30": "14:30", "8 giờ 15": "08:15", "8 giờ": "08:00", "0800": "08:00", 930: "09:30" };
  for (const [text, time] of Object.entries(times)) assert.equal(readClock(text), time, text);
  for (const text of ["", "25:00", "8:60", "tám giờ"]) assert.equal(readClock(text), "", text);
});

test("a meeting past midnight ends on the next day, a slip does not", () => {
  assert.equal(endDay("2026-12-31", "22:00", "23:00"), "2026-12-31");
  assert.equal(endDay("2026-12-31", "22:00", "01:30"), "2027-01-01");
  assert.equal(endDay("2026-12-31", "08:00", "07:00"), "2026-12-31");
  assert.equal(endDay("2026-12-31", "08:00", "11:00", "2027-01-02"), "2027-01-02");
});
