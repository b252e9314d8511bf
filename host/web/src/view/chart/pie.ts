/** Shares of a whole, clockwise from the top in the order of the legend; each bears the number that it has there. */
import { html, nothing, svg } from "lit";
import { arc, pie, type PieArcDatum } from "d3-shape";
import type { ChartNode } from "../../api/view";
import { t } from "../../language";
import { formatNumber, formatPercent } from "../../viewer/format";
import { viewerLocales } from "../../viewer/locale";
import { pointNames } from "./axis";

/** More slices than this are drawn as one. */
const MOST = 8;
/** Least angle of a slice that has room for its number, in radians. */
const ROOM = 0.36;

interface Slice {
  name: string;
  value: number;
}

export function slices(node: ChartNode): Slice[] {
  const names = pointNames(node.axis);
  const all = (node.series[0]?.values ?? [])
    .map((value, at) => ({ name: names[at] ?? "", value: value ?? 0 }))
    .filter((slice) => slice.value > 0);
  if (all.length <= MOST) return all;
  const rest = all.slice(MOST - 1);
  return [...all.slice(0, MOST - 1), { name: t("view.chart.others", { count: rest.length }), value: rest.reduce((sum, slice) => sum + slice.value, 0) }];
}

export function drawPie(node: ChartNode): unknown {
  const shown = slices(node);
  const whole = shown.reduce((sum, slice) => sum + slice.value, 0);
  if (whole === 0) return html`<p class="no-figures">${t("view.chart.none")}</p>`;
  const turns = pie<Slice>().value((slice) => slice.value).sort(null)(shown);
  const ring = arc<PieArcDatum<Slice>>().innerRadius(46).outerRadius(98).digits(2);
  return html`<div class="pie">
    <svg viewBox="-100 -100 200 200">
      ${turns.map((turn, at) => {
        const [x, y] = ring.centroid(turn);
        const number = turn.endAngle - turn.startAngle < ROOM ? nothing : svg`<text x=${x.toFixed(1)} y=${y.toFixed(1)}>${formatNumber(at + 1, 0, viewerLocales())}</text>`;
        return svg`<g data-color=${`series-${at + 1}`}><path class="slice" d=${ring(turn) ?? ""} />${number}</g>`;
      })}
    </svg>
    <ol class="pie-legend">
      ${shown.map((slice, at) => html`<li>
        <span class="slice-number" data-color=${`series-${at + 1}`}>${formatNumber(at + 1, 0, viewerLocales())}</span>
        <span class="slice-name"><bdi>${slice.name}</bdi></span>
        <span class="figure">${formatNumber(slice.value, 2, viewerLocales())}</span>
        <span class="figure share">${formatPercent(Math.round((slice.value / whole) * 1000) / 1000, viewerLocales())}</span>
      </li>`)}
    </ol>
  </div>`;
}
