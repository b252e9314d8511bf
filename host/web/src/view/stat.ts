import { html, nothing, svg } from "lit";
import type { StatNode } from "../api/view";
import { t } from "../language";
import type { Drawn } from "./draw";
import { drawSpan } from "./spans";

export function drawStat(node: StatNode): Drawn {
  return html`<dl class="stat" data-trend=${node.trend}>
    <dt><bdi>${node.label}</bdi></dt>
    <dd class="value"><bdi>${drawSpan(node.value)}</bdi>${drawTrend(node.trend)}</dd>
    ${node.note ? html`<dd class="note"><bdi>${node.note}</bdi></dd>` : nothing}
  </dl>`;
}

/** A direction, not a judgement: it has no colour, because more is not always better. */
function drawTrend(trend: StatNode["trend"]): unknown {
  if (trend === "none") return nothing;
  const up = trend === "up";
  const path = up ? svg`<path d="M4 10.5 8 5.5l4 5" />` : svg`<path d="M4 5.5 8 10.5l4-5" />`;
  return html`<svg class="trend" viewBox="0 0 16 16" role="img" aria-label=${t(up ? "view.rising" : "view.falling")}>${path}</svg>`;
}
