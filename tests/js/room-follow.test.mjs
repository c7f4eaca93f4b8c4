import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, breakAway, comeBack, roomMoved, same, sameView, wentTo } from "../../static/js/room/follow.js";
import { leads } from "../../static/js/room/lead.js";

const place = (item, page, version = `v${item}`) => ({ itemId: item, versionId: version, page });

test("who follows is carried along", () => {
  const reading = roomMoved(begin(place("1", 1)), place("2", 5));
  assert.deepEqual([reading.following, reading.here], [true, place("2", 5)]);
});

test("turning a page oneself breaks off, silently", () => {
  const reading = roomMoved(wentTo(begin(place("2", 5)), place("2", 6)), place("2", 7));
  assert.deepEqual([reading.following, reading.here, reading.room.page], [false, place("2", 6), 7]);
});

test("one step back to the room", () => {
  const away = roomMoved(breakAway(begin(place("2", 5))), place("3", 1));
  const back = comeBack(away);
  assert.deepEqual([back.following, back.here], [true, place("3", 1)]);
});

test("arriving by hand where the room is does not follow by itself", () => {
  const reading = wentTo(breakAway(begin(place("2", 5))), place("2", 5));
  assert.equal(reading.following, false);
});

test("the echo of following does not break off", () => {
  const reading = wentTo(roomMoved(begin(place("2", 1)), place("2", 5)), place("2", 5));
  assert.equal(reading.following, true);
});

test("reading before the session has an item does not break off", () => {
  const nowhere = { itemId: null, versionId: null, page: 1 };
  const reading = wentTo(begin(nowhere), place("3", 2));
  assert.deepEqual([reading.following, reading.here], [true, place("3", 2)]);
  assert.deepEqual(roomMoved(reading, place("1", 1)).here, place("1", 1));
});

test("another part of the page is another view of the same place", () => {
  const room = place("2", 5);
  const view = { left: 0, top: 0.2, zoom: 1 };
  const [a, b] = [{ ...room, view }, { ...room, view: { ...view, top: 0.3 } }];
  assert.deepEqual([same(a, b), sameView(a, b), sameView(a, { ...a }), sameView(room, { ...room, view: null })], [true, false, true, true]);
  assert.deepEqual(roomMoved(begin(a), b).here.view, b.view);
});

test("who was handed the lead leads, from that seat, while the session runs", () => {
  const meeting = { presenter_id: "p", me: { id: "p" }, state: "in_session" };
  assert.deepEqual([leads(meeting), leads({ ...meeting, me: null }), leads({ ...meeting, me: { id: "q" } }), leads({ ...meeting, presenter_id: null }), leads({ ...meeting, state: "paused" })], [true, false, false, false, false]);
});
