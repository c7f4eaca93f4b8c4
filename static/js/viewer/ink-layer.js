// @ts-check
/**
 * Strokes under way, drawn over the viewer at once: one's own while the pen is down,
 * and those of others as their previews arrive.
 */
const SVG = "http://www.w3.org/2000/svg";

export class InkLayer {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("class", "paper-viewer__ink");
    this.svg.setAttribute("aria-hidden", "true");
    host.append(this.svg);
  }

  /** @param {string} color @param {number} width pixels @returns {SVGPolylineElement} */
  begin(color, width) {
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("stroke", color);
    line.setAttribute("stroke-width", String(width));
    this.svg.append(line);
    return line;
  }

  /** @param {SVGPolylineElement} line @param {number} clientX @param {number} clientY */
  extend(line, clientX, clientY) {
    const frame = this.svg.getBoundingClientRect();
    const point = this.svg.createSVGPoint();
    point.x = clientX - frame.left;
    point.y = clientY - frame.top;
    line.points.appendItem(point);
  }

  /** Draws lines anew, as a shape grows. @param {SVGPolylineElement[]} lines @param {{x: number, y: number}[][]} strokes client pixels */
  trace(lines, strokes) {
    const frame = this.svg.getBoundingClientRect();
    lines.forEach((line, i) => {
      const points = (strokes[i] ?? []).map(({ x, y }) => `${x - frame.left},${y - frame.top}`);
      line.setAttribute("points", points.join(" "));
    });
  }

  /** Takes a line away once EmbedPDF has had two frames to draw the mark. @param {SVGPolylineElement} line */
  handOver(line) {
    requestAnimationFrame(() => requestAnimationFrame(() => line.remove()));
  }

  remove() {
    this.svg.remove();
  }
}
