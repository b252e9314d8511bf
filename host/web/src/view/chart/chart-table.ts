/** Every value of a chart, for whoever wants figures or does not see the picture. The table is made when it is folded out. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ChartNode } from "../../api/view";
import { t, Translated } from "../../language";
import { formatNumber } from "../../viewer/format";
import { viewerLocales } from "../../viewer/locale";
import { glyph } from "../icons/icon";
import { pointNames } from "./axis";

@customElement("fanlight-chart-table")
export class ChartTable extends LitElement {
  @property({ attribute: false }) chart: ChartNode | null = null;
  @state() private open = false;

  constructor() {
    super();
    new Translated(this);
  }

  /** In the widget's own root, whose style sheets it needs. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): unknown {
    const chart = this.chart;
    if (!chart) return nothing;
    return html`<details class="chart-table" @toggle=${(event: Event) => (this.open = (event.target as HTMLDetailsElement).open)}>
      <summary>${glyph("table")}<span>${t("view.chart.table")}</span><span class="visually-hidden">: <bdi>${chart.title}</bdi></span></summary>
      ${this.open ? drawFigures(chart) : nothing}
    </details>`;
  }
}

function drawFigures(chart: ChartNode): unknown {
  const names = pointNames(chart.axis);
  return html`<div class="table-scroll figures" role="region" tabindex="0" aria-label=${chart.title}>
    <table>
      <caption class="visually-hidden">${chart.title}${chart.unit ? ` (${chart.unit})` : ""}</caption>
      <thead>
        <tr>
          <th scope="col">${t(chart.axis.axis === "dates" ? "view.chart.date" : "view.chart.name")}</th>
          ${chart.series.map((series) => html`<th scope="col" data-align="end"><bdi>${series.name}</bdi></th>`)}
        </tr>
      </thead>
      <tbody>
        ${names.map((name, at) => html`<tr>
          <th scope="row"><bdi>${name}</bdi></th>
          ${chart.series.map(({ values }) => {
            const value = values[at] ?? null;
            return html`<td data-align="end" data-whole>${value === null ? "—" : formatNumber(value, 4, viewerLocales())}</td>`;
          })}
        </tr>`)}
      </tbody>
    </table>
  </div>`;
}
