import { html, svg } from "lit";
import type { ChartNode } from "../../api/view";
import { look } from "./looks";

/** A piece of each series as it is drawn, beside its name. */
export function drawLegend(node: ChartNode): unknown {
  return html`<ul class="legend" role="list">
    ${node.series.map((series, index) => {
      const { color, fill, dash } = look(series.tone, index, node.series.length);
      const sign = node.kind === "bar"
        ? svg`<rect class="column" x="3" y="1" width="12" height="12" rx="2" data-fill=${fill} />`
        : svg`<path class="line" d="M1 7H27" stroke-dasharray=${dash} />`;
      const box = node.kind === "bar" ? "0 0 18 14" : "0 0 28 14";
      return html`<li><svg class="swatch" viewBox=${box} data-color=${color} aria-hidden="true">${sign}</svg><bdi>${series.name}</bdi></li>`;
    })}
  </ul>`;
}
