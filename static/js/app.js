/**
 * Binds modules to elements: `<x data-module="confirm busy">` gets the default export of each, called with the element.
 * Runs at load and on everything htmx swaps in. Only modules of this list are ever imported.
 * @typedef {{default: (element: HTMLElement) => void}} Module
 */

/** @type {Readonly<Record<string, () => Promise<Module>>>} */
const MODULES = Object.freeze({
  "agenda-tree": () => import("./modules/agenda-tree.js"),
  "answer-figures": () => import("./modules/answer-figures.js"),
  "ballot-call": () => import("./modules/ballot-call.js"),
  "archive-wait": () => import("./modules/archive-wait.js"),
  bell: () => import("./modules/bell.js"),
  "box-check": () => import("./modules/box-check.js"),
  busy: () => import("./modules/busy.js"),
  "calendar-keys": () => import("./modules/calendar-keys.js"),
  "circulation-answer": () => import("./modules/circulation-answer.js"),
  chart: () => import("./modules/chart.js"),
  "choose-rows": () => import("./modules/choose-rows.js"),
  clock: () => import("./modules/clock.js"),
  combobox: () => import("./modules/combobox.js"),
  confirm: () => import("./modules/confirm.js"),
  copy: () => import("./modules/copy.js"),
  datefield: () => import("./modules/datefield.js"),
  desk: () => import("./modules/desk.js"),
  dialogs: () => import("./modules/dialogs.js"),
  door: () => import("./modules/door.js"),
  drop: () => import("./modules/drop.js"),
  focus: () => import("./modules/focus.js"),
  help: () => import("./modules/help.js"),
  "import-wait": () => import("./modules/import-wait.js"),
  keep: () => import("./modules/keep.js"),
  "kept-list": () => import("./modules/kept-list.js"),
  "meeting-kind": () => import("./modules/meeting-kind.js"),
  install: () => import("./modules/install.js"),
  inkpad: () => import("./modules/inkpad.js"),
  minutes: () => import("./modules/minutes.js"),
  menu: () => import("./modules/menu.js"),
  "password-meter": () => import("./modules/password-meter.js"),
  percent: () => import("./modules/percent.js"),
  "place-tap": () => import("./modules/place-tap.js"),
  print: () => import("./modules/print.js"),
  paper: () => import("./modules/paper.js"),
  "paper-copy": () => import("./modules/paper-copy.js"),
  "paper-states": () => import("./modules/paper-states.js"),
  offline: () => import("./modules/offline.js"),
  "opinion-form": () => import("./modules/opinion-form.js"),
  opening: () => import("./modules/opening.js"),
  "paper-wait": () => import("./modules/paper-wait.js"),
  reorder: () => import("./modules/reorder.js"),
  reveal: () => import("./modules/reveal.js"),
  "room-bookings": () => import("./modules/room-bookings.js"),
  room: () => import("./modules/room.js"),
  "room-plan": () => import("./modules/room-plan.js"),
  screen: () => import("./modules/screen.js"),
  "screen-code": () => import("./modules/screen-code.js"),
  "sign-out": () => import("./modules/sign-out.js"),
  seats: () => import("./modules/seats.js"),
  sentences: () => import("./modules/sentences.js"),
  slash: () => import("./modules/slash.js"),
  "task-live": () => import("./modules/task-live.js"),
  theme: () => import("./modules/theme.js"),
  timer: () => import("./modules/timer.js"),
  toast: () => import("./modules/toast.js"),
  toggle: () => import("./modules/toggle.js"),
  upload: () => import("./modules/upload.js"),
  weekday: () => import("./modules/weekday.js"),
  unsaved: () => import("./modules/unsaved.js"),
});

const BOUND = new WeakMap();

/** @param {HTMLElement} element */
function bindElement(element) {
  for (const name of (element.dataset.module ?? "").split(/\s+/).filter(Boolean)) {
    const done = BOUND.get(element) ?? new Set();
    const load = Object.hasOwn(MODULES, name) ? MODULES[name] : undefined;
    if (!load) throw new Error(`no module "${name}"`);
    if (done.has(name)) continue;
    BOUND.set(element, done.add(name));
    load().then((module) => module.default(element));
  }
}

/** @param {ParentNode} root Binds every element with data-module in `root`, and `root` itself. */
export function bind(root) {
  if (root instanceof HTMLElement && root.dataset.module) bindElement(root);
  for (const element of root.querySelectorAll("[data-module]")) {
    if (element instanceof HTMLElement) bindElement(element);
  }
}

bind(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof HTMLElement) bind(event.target);
});
addEventListener("offline", () => document.documentElement.setAttribute("data-net", "lost"));
addEventListener("online", () => document.documentElement.removeAttribute("data-net"));
