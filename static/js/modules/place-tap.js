// @ts-check
/**
 * A page to tap on: `<form data-module="place-tap">` with hidden fields `x` and `y` (points of the page) and an `<svg>`
 * whose `[data-spot]` shows where they are. A tap moves it there, arrow keys move it by little (with Shift by more).
 */
const STEP = 5;
const STRIDE = 50;
/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {HTMLElement} form */
export default function placeTap(form) {
  const sheet = form.querySelector("svg.carried-sheet");
  const spot = form.querySelector("rect[data-spot]");
  const [x, y] = ["x", "y"].map((name) => form.querySelector(`input[name="${name}"]`));
  if (!(sheet instanceof SVGSVGElement && spot instanceof SVGRectElement)) return;
  if (!(x instanceof HTMLInputElement && y instanceof HTMLInputElement)) return;
  const { width, height } = sheet.viewBox.baseVal;

  /** @param {number} across @param {number} down */
  const move = (across, down) => {
    x.value = within(across, width).toFixed(1);
    y.value = within(down, height).toFixed(1);
    spot.setAttribute("x", String(Number(x.value) - spot.width.baseVal.value / 2));
    spot.setAttribute("y", String(Number(y.value) - spot.height.baseVal.value / 2));
  };

  sheet.addEventListener("click", (event) => {
    const box = sheet.getBoundingClientRect();
    move(((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height);
  });
  sheet.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? STRIDE : STEP;
    move(Number(x.value) + way[0] * step, Number(y.value) + way[1] * step);
  });
}

/** @param {number} value @param {number} limit */
function within(value, limit) {
  return Math.min(Math.max(value, 0), limit);
}
