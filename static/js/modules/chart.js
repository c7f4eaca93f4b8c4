/**
 * Draws the table of an element with Chart.js into its `[data-drawing]`: a row is a place on the axis, a head with
 * `data-draw="bar|line"` a series in the colour `data-ink`, hatched on `data-ground` if it has one. A press follows
 * the link of the figure. Without this module the table says it all.
 * @param {HTMLElement} element
 */
export default async function chart(element) {
  const [place, table] = [element.querySelector("[data-drawing]"), element.querySelector("table")];
  if (!(place instanceof HTMLElement) || !table) return;
  const library = await import("../../vendor/chart.js").catch(() => null);
  place.hidden = !library;
  if (!library) return;
  const { Chart, BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip } = library;
  Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);
  const canvas = place.appendChild(document.createElement("canvas"));
  const rows = [...table.tBodies[0].rows];
  /** @type {InstanceType<typeof Chart> | undefined} */
  let drawn;
  /** @param {[number, number]} [size] */
  const draw = (size) => {
    drawn?.destroy();
    drawn = new Chart(canvas, settings(place, table, rows));
    if (size) drawn.resize(...size);
  };
  draw();
  whenColoursChange(draw);
}

/**
 * @param {HTMLElement} place @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows
 * @returns {any} What the library is told; its own types ask for one kind of chart, and this mixes two.
 */
function settings(place, table, rows) {
  const style = getComputedStyle(place);
  const colour = (/** @type {string | undefined} */ name) => (name ? style.getPropertyValue(name).trim() : "");
  const font = { family: style.fontFamily, size: parseFloat(style.fontSize), weight: style.fontWeight };
  const ticks = { color: colour("--ink-2"), font, precision: 0, maxRotation: 0 };
  const heads = [...(table.tHead?.rows[0].cells ?? [])].filter((head) => head.dataset.draw);
  const link = (/** @type {any[]} */ hits) => {
    const [hit] = hits;
    return hit && rows[hit.index].cells[heads[hit.datasetIndex].cellIndex].querySelector("a");
  };
  return {
    data: {
      labels: rows.map((row) => row.cells[0].dataset.short ?? row.cells[0].textContent),
      datasets: heads.map((head) => ({
        ...look(head.dataset.draw === "line", colour(head.dataset.ink), colour(head.dataset.ground), colour("--paper")),
        label: head.textContent?.trim(),
        data: rows.map((row) => Number(row.cells[head.cellIndex].textContent)),
      })),
    },
    options: {
      animation: false, maintainAspectRatio: false, devicePixelRatio: Math.max(2, devicePixelRatio),
      scales: {
        x: { grid: { display: false }, border: { color: colour("--line-2") }, ticks: { ...ticks, autoSkipPadding: 1 } },
        y: { beginAtZero: true, suggestedMax: 4, grid: { color: colour("--line") }, border: { display: false }, ticks: { ...ticks, maxTicksLimit: 5 } },
      },
      plugins: { tooltip: { titleFont: font, bodyFont: font } },
      onClick: (/** @type {unknown} */ _event, /** @type {any[]} */ hits) => link(hits)?.click(),
      onHover: (/** @type {unknown} */ _event, /** @type {any[]} */ hits) => { place.style.cursor = link(hits) ? "pointer" : ""; },
    },
  };
}

/**
 * A bar differs from another by its texture and from a line by its shape: grey print tells them apart.
 * @param {boolean} line @param {string} ink @param {string} ground @param {string} paper
 */
function look(line, ink, ground, paper) {
  const common = { borderColor: ink, order: line ? 0 : 1, type: line ? "line" : "bar" };
  return line
    ? { ...common, borderWidth: 2.5, pointRadius: 3.5, pointBorderWidth: 2, pointBackgroundColor: paper, clip: false }
    : { ...common, borderWidth: 1, borderRadius: 2, maxBarThickness: 20, backgroundColor: ground ? hatch(ink, ground) : ink };
}

/** @param {string} ink @param {string} ground Stripes of `ink`, as `.b-issued` of the legend has them. */
function hatch(ink, ground) {
  const side = 16, tile = new OffscreenCanvas(side, side), pen = tile.getContext("2d");
  if (!pen) return ground;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = ink;
  pen.lineWidth = 3;
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift - 2, -2);
    pen.lineTo(shift + side + 2, side + 2);
  }
  pen.stroke();
  const pattern = pen.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(0.5));
  return pattern ?? ground;
}

/** Width and height on paper, where nothing tells a script how much room there is. */
const ON_PAPER = /** @type {[number, number]} */ ([400, 280]);

/**
 * Calls when the theme or the size of letters changes; on paper the colours are always the light ones.
 * @param {(size?: [number, number]) => void} draw
 */
function whenColoursChange(draw) {
  new MutationObserver(() => draw()).observe(document.documentElement, { attributeFilter: ["data-theme", "data-text"] });
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) matchMedia(query).addEventListener("change", () => draw());
  const night = document.querySelector('link[href*="css/theme-dark.css"]');
  const printing = (/** @type {boolean} */ on) => {
    if (night instanceof HTMLLinkElement && night.sheet) night.sheet.disabled = on;
    draw(on ? ON_PAPER : undefined);
  };
  addEventListener("beforeprint", () => printing(true));
  addEventListener("afterprint", () => printing(false));
}
