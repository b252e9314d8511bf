/**
 * Charts are SVG and boxes whose places are shares of the room, so they follow every width without being measured; colours are
 * custom properties, so they follow the theme without being redrawn. What is drawn is one picture to a screen reader, with a
 * sentence about it, and the table behind it holds every value.
 */
import { html, nothing, type TemplateResult } from "lit";
import type { ChartNode } from "../../api/view";
import { t } from "../../language";
import { pointCount } from "./axis";
import { drawBars, MOST_BARS } from "./bars";
import "./chart-table";
import { drawLegend } from "./legend";
import { drawPie } from "./pie";
import { drawPlot } from "./plot";
import { drawSparkline } from "./sparkline";
import { summary } from "./summary";

export function drawChart(node: ChartNode): TemplateResult {
  const alone = node.kind === "pie" || node.kind === "sparkline";
  const series = alone ? node.series.slice(0, 1) : node.series;
  const shown = { ...node, series };
  const empty = series.every(({ values }) => values.every((value) => value === null));
  return html`<figure class="chart" data-kind=${node.kind}>
    <figcaption>
      <bdi>${node.title}</bdi>${node.unit ? html` <span class="unit">(<bdi>${node.unit}</bdi>)</span>` : nothing}
    </figcaption>
    ${!alone && series.length > 1 ? drawLegend(shown) : nothing}
    ${empty
      ? html`<p class="no-figures">${t("view.chart.none")}</p>`
      : html`<div class="chart-picture" role="img" aria-label=${summary(shown)}>${picture(shown)}</div>
          <fanlight-chart-table .chart=${shown}></fanlight-chart-table>`}
  </figure>`;
}

function picture(node: ChartNode): unknown {
  switch (node.kind) {
    case "pie":
      return drawPie(node);
    case "sparkline":
      return drawSparkline(node);
    case "bar":
      // Names have room beside bars that lie; time runs along the line, and so do more names than one can read.
      return node.axis.axis === "names" && pointCount(node.axis) <= MOST_BARS ? drawBars(node) : drawPlot(node);
    default:
      return drawPlot(node);
  }
}
