import { el, icon, say } from "../dom.js";
import { clockText } from "../time.js";
import { shortName, standing, standsBack } from "./seat-state.js";
import { shownName } from "./people.js";

/** Sign of each standing; an absent person's seat shows its number instead. */
const SIGNS = { speaks: "mic", asked: "hand", voted: "vote", present: "check", online: "video", left: "door" };
/** Points across for one step of the grid: a seat is four wide. Below `full` there is no room for a second line. */
const LEAST = 12;
const MOST = 46;
const FULL = 34;
const MID = 20;

/**
 * The room as drawn: a button a seat. Draws each seat once and then only what has changed.
 */
export class SeatBoard {
  #root;
  #words;
  #onSeat;
  /** @type {string} */
  #plan = "";
  /** @type {Map<string, {node: HTMLElement, drawn: string}>} */
  #seats = new Map();

  /** @param {HTMLElement} root @param {DOMStringMap} words @param {(number: string) => void} onSeat */
  constructor(root, words, onSeat) {
    this.#root = root;
    this.#words = words;
    this.#onSeat = onSeat;
  }

  /** @param {import("./seat-state.js").SeatMap} map */
  show(map) {
    if (!map.plan) return;
    if (this.#plan !== map.plan.id) this.#draw(map.plan);
    const bySeat = new Map(map.people.filter((/** @type {any} */ p) => p.seat).map((/** @type {any} */ p) => [p.seat, p]));
    for (const [number, seat] of this.#seats) this.#update(seat, number, bySeat.get(number), map);
  }

  /** Fit the drawing into the width there is. @param {number} width points */
  fit(width) {
    const steps = Number(this.#root.dataset.width || 1);
    const step = Math.min(Math.max(width / steps, LEAST), MOST);
    this.#root.style.setProperty("--u", `${step}px`);
    this.#root.style.setProperty("--v", `${step >= FULL ? 34 : step >= MID ? 30 : 24}px`);
    this.#root.dataset.room = step >= FULL ? "full" : step >= MID ? "mid" : "dense";
  }

  /** @param {any} plan */
  #draw({ id, drawing }) {
    this.#plan = id;
    this.#root.dataset.width = drawing.width;
    place(this.#root, { x: 0, y: 0, width: drawing.width, height: drawing.height });
    const tables = drawing.tables.map((/** @type {any} */ table) => place(el("div", { class: `seat-table${table.round ? " seat-table-round" : ""}` }), table));
    this.#seats = new Map(drawing.seats.map((/** @type {any} */ seat) => [seat.number, { node: place(this.#seat(seat.number), seat), drawn: "" }]));
    this.#root.replaceChildren(...tables, ...[...this.#seats.values()].map(({ node }) => node));
  }

  /** @param {string} number */
  #seat(number) {
    return el("button", { type: "button", class: "seat", "data-seat": number, onclick: () => this.#onSeat(number) });
  }

  /** @param {{node: HTMLElement, drawn: string}} seat @param {string} number @param {any} person @param {any} map */
  #update(seat, number, person, map) {
    const how = person ? standing(map, person) : "free";
    const mine = person?.id === map.me && person !== undefined;
    const back = person ? standsBack(map, person.id) : false;
    const drawn = JSON.stringify([person?.id, shownName(person), how, mine, back, person?.arrived_at]);
    if (seat.drawn === drawn) return;
    seat.drawn = drawn;
    const words = person ? wordsFor(this.#words, how, person, back) : (this.#words.textFree ?? "");
    const sign = SIGNS[/** @type {keyof typeof SIGNS} */ (how)];
    seat.node.className = `seat seat-${how}${mine ? " seat-mine" : ""}${back ? " seat-back" : ""}`;
    seat.node.title = person ? `${shownName(person)}: ${words}` : words;
    seat.node.replaceChildren(
      el("span", { class: "disc num", "aria-hidden": "true" }, back ? icon("hide") : sign ? icon(sign) : number),
      el("span", { class: "seat-words" },
        el("span", { class: "sr" }, say(this.#words.textSeat ?? "", { seat: number }), ": "),
        el("b", {}, person ? shortName(person.name) : number),
        el("small", { class: "num" }, mine && how === "absent" ? (this.#words.textMine ?? "") : words)),
    );
  }
}

/** What is said of somebody. @param {DOMStringMap} words @param {string} how @param {any} person @param {boolean} back */
export function wordsFor(words, how, person, back) {
  if (back) return words.textBack ?? "";
  const time = how === "left" ? person.left_at : person.arrived_at;
  const sentence = { speaks: words.textSpeaks, asked: words.textAsked, voted: words.textVoted, present: words.textPresent, online: words.textOnline, left: words.textLeft, absent: words.textAbsent }[how] ?? "";
  return say(sentence, { time: time ? clockText(Date.parse(time)) : "" });
}

/** @param {HTMLElement} node @param {{x: number, y: number, width?: number, height?: number}} at */
export function place(node, { x, y, width, height }) {
  for (const [name, value] of Object.entries({ x, y, w: width, h: height })) {
    if (value !== undefined) node.style.setProperty(`--${name}`, String(value));
  }
  return node;
}
