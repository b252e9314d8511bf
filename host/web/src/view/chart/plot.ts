/** Lines, areas and standing bars. The SVG is stretched over the room; strokes and words are not. */
import { html, nothing, svg } from "lit";
import { ref } from "lit/directives/ref.js";
import { area, line } from "d3-shape";
import type { ChartNode } from "../../api/view";
import { assign } from "../assign";
import { across, along, type Across, type Along } from "./axis";
import { look } from "./looks";

/** Up to so many points each is marked. */
const MOST_MARKS = 32;

export function drawPlot(node: ChartNode): unknown {
  const x = across(node.axis, node.kind === "bar");
  const y = along(node);
  const grid = y.ticks.map((tick) => `M0 ${percent(1 - tick.at)}H100`).join("");
  return html`<div class="plot">
    <div class="ticks-along">
      ${y.ticks.map((tick) => html`<span class="tick" ${ref((element) => assign(element, { "--at": tick.at }))}>${tick.words}</span>`)}
    </div>
    <div class="canvas">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none">
        <path class="rule" d=${grid} />
        ${node.series.map((_, index) => drawSeries(node, index, x, y))}
        <path class="rule zero" d=${`M0 ${percent(1 - y.zero)}H100`} />
      </svg>
    </div>
    <div class="ticks-across">
      ${x.ticks.map(
        (tick) => html`<span
          class="tick"
          data-minor=${tick.minor ? "" : nothing}
          data-edge=${tick.at < 0.06 && tick.words.length > 8 ? "start" : tick.at > 0.94 ? "end" : nothing}
          ${ref((element) => assign(element, { "--at": tick.at }))}
          ><bdi>${tick.words}</bdi></span
        >`,
      )}
    </div>
  </div>`;
}

function drawSeries(node: ChartNode, index: number, x: Across, y: Along): unknown {
  const series = node.series[index];
  if (!series) return nothing;
  const { color, fill, dash } = look(series.tone, index, node.series.length);
  if (node.kind === "bar") {
    const width = x.band / node.series.length;
    const columns = series.values.map((value, at) => {
      if (value === null) return "";
      const start = (x.at[at] ?? 0) - x.band / 2 + index * width + width * 0.06;
      return `M${percent(start)} ${percent(1 - y.zero)}V${percent(1 - y.at(value))}h${percent(width * 0.88)}V${percent(1 - y.zero)}z`;
    });
    return svg`<path class="column" data-color=${color} data-fill=${fill} d=${columns.join("")} />`;
  }
  const points = series.values.map((value, at) => ({ at: x.at[at] ?? 0, value }));
  const there = (point: { value: number | null } | undefined) => point !== undefined && point.value !== null;
  const left = (point: { at: number }) => point.at * 100;
  const top = (point: { value: number | null }) => 100 - y.at(point.value ?? 0) * 100;
  const stroke = line<(typeof points)[number]>(left, top).defined(there).digits(2)(points) ?? "";
  const ground = node.kind === "area" ? area<(typeof points)[number]>(left, 100 - y.zero * 100, top).defined(there).digits(2)(points) : null;
  // A point between two gaps is no line, so it has to be marked.
  const marked = points.filter((point, at) => there(point) && (points.length <= MOST_MARKS || (!there(points[at - 1]) && !there(points[at + 1]))));
  const marks = marked.map((point) => `M${left(point).toFixed(2)} ${top(point).toFixed(2)}h0`).join("");
  return svg`<g data-color=${color}>
    ${ground === null ? nothing : svg`<path class="ground" d=${ground} />`}
    <path class="line" d=${stroke} stroke-dasharray=${dash} />
    ${marks === "" ? nothing : svg`<path class="marks" d=${marks} />`}
  </g>`;
}

const percent = (share: number) => (share * 100).toFixed(2);
