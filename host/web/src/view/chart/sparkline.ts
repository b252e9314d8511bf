/** The course of one figure, as small as a word, with the figure that it came to. */
import { html, svg } from "lit";
import { line } from "d3-shape";
import type { ChartNode } from "../../api/view";
import { formatNumber } from "../../viewer/format";
import { viewerLocales } from "../../viewer/locale";
import { across } from "./axis";
import { look } from "./looks";

export function drawSparkline(node: ChartNode): unknown {
  const series = node.series[0];
  const values = series?.values ?? [];
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const range = Math.max(...known) - low || 1;
  const x = across(node.axis, false);
  // Room above and below for the stroke.
  const points = values.map((value, at) => ({ at: (x.at[at] ?? 0) * 100, top: value === null ? null : 92 - ((value - low) / range) * 84 }));
  const path = line<(typeof points)[number]>((point) => point.at, (point) => point.top ?? 0).defined((point) => point.top !== null).digits(2);
  const last = points.findLast((point) => point.top !== null);
  const { color } = look(series?.tone ?? "neutral", 0, 1);
  return html`<div class="spark">
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" data-color=${color}>
      <path class="line" d=${path(points) ?? ""} />
      ${last ? svg`<path class="marks" d=${`M${last.at.toFixed(2)} ${(last.top ?? 0).toFixed(2)}h0`} />` : ""}
    </svg>
    <span class="figure">${formatNumber(known.at(-1) ?? 0, 2, viewerLocales())}</span>
  </div>`;
}
