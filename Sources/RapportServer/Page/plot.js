// A scatter plot on a canvas, in two or three dimensions: drag or arrow keys turn or move it, wheel or + and - zoom,
// a click or Enter picks a point.
import { count, h, money, percent, words } from "/dom.js";

// Okabe and Ito's colours, which most people can tell apart; black and yellow give way to what both grounds show.
const categories = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d1f", "#56b4e9", "#e69f00", "#7f7f7f", "#6a3d9a", "#b15928"];
// As the chips show them.
const stages = { 1: "#4f81c4", 2: "#2a9a75", 3: "#c47d2c" };
// From low to high, after viridis.
const scale = [[68, 60, 140], [49, 104, 142], [33, 145, 140], [78, 180, 100], [220, 190, 30]];
const noValue = "#9a9a9a";
// How far the eye is from the middle of what is seen in depth, in halves of the cube's edge.
const eye = 5;

export const metrics = ["stage", "cluster", "revenue", "success_rate", "message_count", "offers", "purchases", "model_name"];
const formats = { revenue: money, success_rate: percent };
const shown = (metric, value) => (value === null ? "none" : (formats[metric] ?? (typeof value === "number" ? count : String))(value));

function mixed(share) {
  const at = Math.max(0, Math.min(1, share)) * (scale.length - 1);
  const low = Math.min(scale.length - 2, Math.floor(at));
  return `rgb(${scale[low].map((part, index) => Math.round(part + (scale[low + 1][index] - part) * (at - low))).join(" ")})`;
}

// What colour a metric gives each point, and the legend that says so.
function painter(points, metric) {
  const values = points.map((point) => point[metric]);
  const known = values.filter((value) => value !== null);
  const unknown = known.length < values.length ? [[noValue, "none"]] : [];
  const kinds = [...new Set(known)].sort((a, b) => (typeof a === "number" ? a - b : a < b ? -1 : 1));
  if (["stage", "cluster", "model_name"].includes(metric)) {
    const colour = (value) => (value === null ? noValue : metric === "stage" ? stages[value] : categories[kinds.indexOf(value) % categories.length]);
    const entries = kinds.slice(0, categories.length).map((kind) => [colour(kind), String(kind)]);
    if (kinds.length > categories.length) entries.push(["transparent", `and ${kinds.length - categories.length} more, whose colours repeat`]);
    return { colour, entries: [...entries, ...unknown] };
  }
  const sorted = [...known].sort((a, b) => a - b);
  // One fan who spends thousands must not make all others look the same.
  const [low, high] = [sorted[0] ?? 0, sorted[Math.floor((sorted.length - 1) * 0.98)] ?? 1];
  const colour = (value) => (value === null ? noValue : mixed(high > low ? (value - low) / (high - low) : 0));
  const entries = [0, 0.5, 1].map((share) => [mixed(share), shown(metric, low + (high - low) * share) + (share === 1 && sorted.at(-1) > high ? " and more" : "")]);
  return { colour, entries: [...entries, ...unknown] };
}

export class ScatterPlot {
  #points = []; #places = []; #metric = "stage"; #turn = { x: 0.5, y: 0.35 }; #shift = { x: 0, y: 0 }; #zoom = 1;
  #drawn = []; #hovered = null; #paint = painter([], "stage"); #waits = false; #marked = null; #axis = "axis";

  // `onPick` is told the point that was chosen.
  constructor({ label, onPick = () => {}, signal }) {
    this.label = label;
    this.onPick = onPick;
    this.canvas = h("canvas", { tabIndex: 0, role: "application", "aria-roledescription": "scatter plot", "aria-label": label, className: "plot" });
    this.note = h("p", { className: "plot-note hint", "aria-live": "polite" });
    this.legend = h("ul", { className: "legend", "aria-label": "Colours" });
    this.element = h("div", { className: "plot-box" }, this.canvas, this.note, this.legend);
    this.#listen(signal);
    new ResizeObserver(() => this.#later()).observe(this.canvas);
    document.addEventListener("look", () => this.#later(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#later(), { signal });
  }

  get #isDeep() { return this.#points.some((point) => point.z !== null); }

  // `axis` is what the axes are called before their number.
  show(points, metric = this.#metric, axis = this.#axis) {
    this.#points = points;
    this.#axis = axis;
    this.#marked = null;
    // About the middle of the crowd, as far as nearly all of them reach: a few that lie far off must not make the others
    // one dot.
    const axes = ["x", "y", "z"].map((axis) => {
      const values = points.map((point) => point[axis] ?? 0).sort((a, b) => a - b);
      const at = (share) => values[Math.round((values.length - 1) * share)] ?? 0;
      return { middle: at(0.5), reach: Math.max(at(0.5) - at(0.02), at(0.98) - at(0.5)) };
    });
    const reach = Math.max(1e-9, ...axes.map((axis) => axis.reach));
    this.#places = points.map((point) => ["x", "y", "z"].map((axis, index) => ((point[axis] ?? 0) - axes[index].middle) / reach));
    this.colourBy(metric);
  }

  colourBy(metric) {
    this.#metric = metric;
    this.#paint = painter(this.#points, metric);
    this.legend.replaceChildren(h("li", { className: "legend-title" }, words(metric)), ...this.#paint.entries.map(([colour, text]) => {
      const dot = h("span", { className: "dot" });
      dot.style.background = colour;
      return h("li", {}, dot, text);
    }));
    const way = this.#isDeep ? "drag or use the arrow keys to turn" : "drag or use the arrow keys to move";
    this.canvas.setAttribute("aria-label", `${this.label}: ${this.#points.length} points coloured by ${words(metric)}; ${way}`);
    this.note.textContent = `${count(this.#points.length)} points; ${way}, + and − or the wheel to zoom, N and P to go from point to point, Enter to choose one`;
    this.#later();
  }

  // Rings the points of a pair.
  mark(fanID, modelName) {
    this.#marked = { fanID, modelName };
    this.#later();
  }

  #listen(signal) {
    let from = null;
    let moved = false;
    this.canvas.addEventListener("pointerdown", (event) => {
      from = { x: event.offsetX, y: event.offsetY };
      moved = false;
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (from === null) return this.#hover(event.offsetX, event.offsetY);
      const [dx, dy] = [event.offsetX - from.x, event.offsetY - from.y];
      moved ||= Math.hypot(dx, dy) > 3;
      from = { x: event.offsetX, y: event.offsetY };
      this.#move(dx, dy);
    });
    this.canvas.addEventListener("pointerup", (event) => {
      from = null;
      if (moved) return;
      this.#hover(event.offsetX, event.offsetY);
      if (this.#hovered !== null) this.onPick(this.#points[this.#hovered]);
    });
    // A finger that went on to scroll the page.
    this.canvas.addEventListener("pointercancel", () => { from = null; });
    this.canvas.addEventListener("pointerleave", () => { this.#hovered = null; this.#later(); });
    this.canvas.addEventListener("wheel", (event) => {
      // Whoever scrolls the page past the plot means the page.
      if (document.activeElement !== this.canvas && !event.ctrlKey) return;
      event.preventDefault();
      this.#scaleBy(Math.exp(-event.deltaY / 500));
    }, { passive: false });
    this.canvas.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20], ArrowDown: [0, 20] };
      if (event.key in steps) this.#move(...steps[event.key]);
      else if (event.key === "+" || event.key === "=") this.#scaleBy(1.2);
      else if (event.key === "-") this.#scaleBy(1 / 1.2);
      else if (event.key === "n" || event.key === "p") this.#step(event.key === "n" ? 1 : -1);
      else if (event.key === "Enter" && this.#hovered !== null) this.onPick(this.#points[this.#hovered]);
      else return;
      event.preventDefault();
    });
    signal?.addEventListener("abort", () => { this.#points = []; });
  }

  #move(dx, dy) {
    if (this.#isDeep) { this.#turn.x += dx / 150; this.#turn.y = Math.max(-1.5, Math.min(1.5, this.#turn.y + dy / 150)); }
    else { this.#shift.x += dx; this.#shift.y += dy; }
    this.#later();
  }

  #scaleBy(factor) { this.#zoom = Math.max(0.3, Math.min(20, this.#zoom * factor)); this.#later(); }

  // The next point for those who have no mouse.
  #step(by) {
    if (this.#points.length === 0) return;
    this.#hovered = ((this.#hovered ?? -1) + by + this.#points.length) % this.#points.length;
    this.#tell();
    this.#later();
  }

  #hover(x, y) {
    let best = null;
    let least = 144;
    for (const point of this.#drawn) {
      const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
      if (distance < least) { least = distance; best = point.index; }
    }
    if (best === this.#hovered) return;
    this.#hovered = best;
    this.#tell();
    this.#later();
  }

  #tell() {
    if (this.#hovered === null) return;
    const point = this.#points[this.#hovered];
    this.note.textContent = `${point.fan_id} with ${point.model_name}, stage ${point.stage}: ${money(point.revenue)}, `
      + `success rate ${percent(point.success_rate)}, ${words(this.#metric)} ${shown(this.#metric, point[this.#metric])}`;
  }

  #later() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => { this.#waits = false; this.#draw(); });
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0) return;
    const density = devicePixelRatio || 1;
    Object.assign(this.canvas, { width: width * density, height: height * density });
    const pen = this.canvas.getContext("2d");
    pen.scale(density, density);
    const ink = getComputedStyle(this.canvas);
    const unit = Math.min(width, height) * 0.44 * this.#zoom * (this.#isDeep ? 0.56 : 0.95);
    const project = ([x, y, z]) => {
      if (!this.#isDeep) return { x: width / 2 + x * unit + this.#shift.x, y: height / 2 - y * unit + this.#shift.y, depth: 0 };
      const [cosX, sinX, cosY, sinY] = [Math.cos(this.#turn.x), Math.sin(this.#turn.x), Math.cos(this.#turn.y), Math.sin(this.#turn.y)];
      const [right, back] = [x * cosX + z * sinX, z * cosX - x * sinX];
      const [up, depth] = [y * cosY - back * sinY, back * cosY + y * sinY];
      const nearness = eye / (eye + depth);
      return { x: width / 2 + right * unit * nearness, y: height / 2 - up * unit * nearness, depth };
    };
    if (this.#isDeep) this.#drawCube(pen, project, ink);
    else this.#drawFrame(pen, width, height, ink);
    this.#drawn = this.#places.map((place, index) => ({ ...project(place), index })).sort((a, b) => b.depth - a.depth);
    const size = this.#points.length > 2_000 ? 2.2 : this.#points.length > 600 ? 3 : 4;
    for (const point of this.#drawn) {
      const { [this.#metric]: value, fan_id, model_name } = this.#points[point.index];
      const radius = size * (eye / (eye + point.depth)) * (point.index === this.#hovered ? 1.8 : 1);
      pen.globalAlpha = this.#isDeep ? Math.max(0.35, 0.85 - point.depth * 0.25) : 0.8;
      pen.fillStyle = this.#paint.colour(value);
      pen.beginPath();
      pen.arc(point.x, point.y, radius, 0, 2 * Math.PI);
      pen.fill();
      const isMarked = this.#marked !== null && fan_id === this.#marked.fanID && model_name === this.#marked.modelName;
      if (!isMarked && point.index !== this.#hovered) continue;
      pen.globalAlpha = 1;
      pen.lineWidth = 2;
      pen.strokeStyle = ink.color;
      pen.beginPath();
      pen.arc(point.x, point.y, radius + 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    this.canvas.dataset.drawn = this.#drawn.length;
  }

  // The cube that holds all points, with the three axes from one corner of it.
  #drawCube(pen, project, ink) {
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => project([bits & 1 ? 1 : -1, bits & 2 ? 1 : -1, bits & 4 ? 1 : -1]));
    const line = (from, to) => { pen.beginPath(); pen.moveTo(from.x, from.y); pen.lineTo(to.x, to.y); pen.stroke(); };
    pen.lineWidth = 1;
    pen.strokeStyle = ink.borderTopColor;
    for (let corner = 0; corner < 8; corner++) {
      for (const bit of [1, 2, 4]) if (!(corner & bit)) line(corners[corner], corners[corner | bit]);
    }
    pen.strokeStyle = ink.color;
    pen.globalAlpha = 0.55;
    [1, 2, 4].forEach((bit) => line(corners[0], corners[bit]));
    this.#writeAxes(pen, ink, [[1.12, -1, -1], [-1, 1.12, -1], [-1, -1, 1.12]].map(project));
  }

  // What was moved may lie anywhere: the names of the axes stay at the edges.
  #drawFrame(pen, width, height, ink) {
    this.#writeAxes(pen, ink, [{ x: width - 36, y: height - 12 }, { x: 36, y: 14 }]);
  }

  #writeAxes(pen, ink, places) {
    pen.globalAlpha = 0.75;
    pen.fillStyle = ink.color;
    pen.font = `600 12px ${ink.fontFamily}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    const arrows = this.#isDeep ? ["", "", ""] : [" →", " ↑"];
    places.forEach((place, index) => pen.fillText(`${this.#axis} ${index + 1}${arrows[index]}`, place.x, place.y));
    pen.globalAlpha = 1;
  }
}

export function metricSelect(id, chosen) {
  return h("select", { id }, metrics.map((metric) => new Option(words(metric), metric, false, metric === chosen)));
}
