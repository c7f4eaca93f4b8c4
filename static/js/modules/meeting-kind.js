import { minutesOf, readClock } from "../days.js";
import { all, one, show } from "../dom.js";

const DAY_MINUTES = 24 * 60;

/**
 * Fills in what a kind of meetings usually has: length, layout, rules, model agenda. What a person has changed by hand
 * stays. The words of each kind stand in `<template data-kind>`.
 * @param {HTMLElement} form with data-planned (the kind so far) when the meeting exists already
 */
export default function meetingKind(form) {
  const kind = one(form, "[name=kind]");
  const touched = new Set();
  form.addEventListener("input", (event) => touched.add(/** @type {HTMLInputElement} */ (event.target).name));
  const choose = (/** @type {boolean} */ filling) => {
    const words = all(form, "template[data-kind]").find((one) => one.dataset.kind === kind.value);
    if (!words) return;
    tell(form, words);
    if (filling) fill(form, words, touched);
  };
  kind.addEventListener("change", () => choose(true));
  // While it is typed, so that the end stands before one goes on to it: what is written there stays selected.
  for (const event of ["input", "change"]) {
    one(form, "[name=starts]").addEventListener(event, () => choose(form.dataset.planned === undefined));
  }
  choose(false);
}

/** @param {HTMLElement} form @param {HTMLTemplateElement} words */
function tell(form, words) {
  const rules = one(form, "[data-kind-rules]");
  rules.textContent = words.content.textContent;
  show(rules, true);
  const agenda = form.querySelector("[data-kind-agenda]");
  if (!agenda) return;
  show(agenda, Boolean(words.dataset.items));
  one(agenda, "label span").textContent = words.dataset.items;
  one(agenda, "[data-kind-lines]").textContent = words.dataset.lines;
}

/** @param {HTMLElement} form @param {HTMLTemplateElement} words @param {Set<string>} touched */
function fill(form, words, touched) {
  const { ruleSet, minutes = "0" } = words.dataset;
  if (ruleSet && !touched.has("rule_set")) one(form, "[name=rule_set]").value = ruleSet;
  if (!touched.has("ends")) one(form, "[name=ends]").value = later(one(form, "[name=starts]").value, Number(minutes)) || one(form, "[name=ends]").value;
}

/**
 * @param {string} clock as typed
 * @param {number} minutes
 * @returns {string} the time so much later, past midnight too; empty when `clock` is no time
 */
export function later(clock, minutes) {
  const starts = readClock(clock);
  if (!starts) return "";
  const end = (minutesOf(starts) + minutes) % DAY_MINUTES;
  return `${String(Math.floor(end / 60)).padStart(2, "0")}:${String(end % 60).padStart(2, "0")}`;
}
