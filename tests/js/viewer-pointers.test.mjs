import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { PenMemory } from "../../static/js/viewer/pen-memory.js";
import { Pointers } from "../../static/js/viewer/pointers.js";

/** A place that hears as an element does, in one phase. */
class Host {
  heard = {};
  addEventListener(type, listener) { (this.heard[type] ??= []).push(listener); }
  setPointerCapture() {}
  send(type, fields = {}) {
    const event = { type, button: 0, clientX: 0, clientY: 0, cancelable: true, stopped: false, prevented: false, ...fields };
    event.stopPropagation = () => { event.stopped = true; };
    event.preventDefault = () => { event.prevented = true; };
    for (const listener of this.heard[type] ?? []) listener(event);
    return event;
  }
}

let host, log, scrolled, pointers, hand;
const pen = (type, x = 0, y = 0) => host.send(`pointer${type}`, { pointerId: 1, pointerType: "pen", clientX: x, clientY: y });
const finger = (id, type, x = 0, y = 0) => host.send(`pointer${type}`, { pointerId: id, pointerType: "touch", clientX: x, clientY: y });
const drawing = {
  gesture: "draw",
  down: (event) => log.push(`down ${event.pointerType}`) > 0,
  move: (event) => log.push(`move ${event.clientX}`),
  up: () => log.push("up"),
  cancel: () => log.push("cancel"),
};

beforeEach(() => {
  [host, log, scrolled, hand] = [new Host(), [], [], drawing];
  pointers = new Pointers(host, () => hand, (dx, dy) => scrolled.push([dx, dy]));
});

test("a finger writes until a pen was seen, then it moves the paper", () => {
  finger(2, "down");
  finger(2, "up");
  assert.deepEqual(log, ["down touch", "up"]);
  pen("down");
  pen("up");
  log.length = 0;
  finger(3, "down", 10, 10);
  finger(3, "move", 4, 2);
  finger(3, "up", 4, 2);
  assert.deepEqual([log, scrolled], [[], [[6, 8]]]);
  assert.equal(pointers.penSeen, true);
});

test("a palm beside the pen neither writes, moves nor zooms", () => {
  pen("down");
  assert.equal(finger(2, "down", 300, 300).stopped, true);
  assert.equal(finger(2, "move", 320, 340).stopped, true);
  pen("move", 5);
  finger(3, "down", 340, 360);
  assert.equal(host.send("touchstart").stopped, true);
  assert.equal(host.send("touchmove").prevented, true);
  pen("move", 9);
  pen("up");
  assert.deepEqual([log, scrolled], [["down pen", "move 5", "move 9", "up"], []]);
});

test("a palm that came first gives way to the pen: its stroke is taken back and it does no more", () => {
  finger(2, "down", 300, 300);
  finger(2, "move", 302, 301);
  pen("down", 1);
  finger(2, "move", 330, 330);
  pen("move", 5);
  pen("up");
  finger(2, "move", 390, 390);
  finger(2, "up", 390, 390);
  assert.deepEqual(log, ["down touch", "move 302", "cancel", "down pen", "move 5", "up"]);
  assert.deepEqual(scrolled, []);
});

test("a palm that was moving the paper stops when the pen comes", () => {
  pen("down");
  pen("up");
  finger(2, "down", 100, 100);
  finger(2, "move", 90, 100);
  pen("down");
  finger(2, "move", 50, 100);
  pen("up");
  assert.deepEqual(scrolled, [[10, 0]]);
  assert.deepEqual(log.filter((word) => word.startsWith("down")), ["down pen", "down pen"]);
});

test("after the palm has left, fingers are fingers again", () => {
  pen("down");
  finger(2, "down");
  pen("up");
  assert.equal(host.send("touchmove").stopped, true, "the palm still rests");
  finger(2, "up");
  assert.equal(host.send("touchstart").stopped, false);
  finger(3, "down", 10, 0);
  finger(3, "move", 0, 0);
  assert.deepEqual(scrolled, [[10, 0]]);
});

test("two fingers move the paper while the pen is away, and their zoom is left to EmbedPDF", () => {
  pen("down");
  pen("up");
  finger(2, "down", 0, 0);
  finger(3, "down", 100, 0);
  assert.equal(host.send("touchmove").stopped, false);
  finger(2, "move", 0, 20);
  finger(3, "move", 100, 20);
  assert.deepEqual(scrolled, [[0, -10], [0, -10]]);
});

test("two fingers before any pen take back the stroke the first began", () => {
  finger(2, "down");
  finger(3, "down");
  assert.deepEqual(log, ["down touch", "cancel"]);
});

test("with no tool in hand the pen's palm does not count as a second finger", () => {
  hand = { gesture: "pass" };
  pen("down");
  finger(2, "down", 300, 300);
  assert.equal(pointers.crowded, false);
  pen("up");
  finger(2, "up");
  finger(3, "down");
  finger(4, "down");
  assert.equal(pointers.crowded, true);
});

test("a pen that was seen on one paper is known on the next, and the first one is told before it writes", () => {
  const pens = new PenMemory();
  pens.first = () => { hand = drawing; log.push("pen came"); };
  hand = { gesture: "text" };
  pointers = new Pointers(host, () => hand, () => {}, pens);
  pen("down");
  pen("up");
  assert.deepEqual(log.filter((line) => line !== "down pen"), ["pen came", "up"]);
  const next = new Pointers(new Host(), () => hand, () => {}, pens);
  assert.equal(next.penSeen, true);
  pens.note();
  assert.equal(log.filter((line) => line === "pen came").length, 1);
});
