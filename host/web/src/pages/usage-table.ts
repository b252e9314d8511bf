/** What each widget on the board used, since it was installed. */
import { html } from "lit";
import type { Usage, Widget } from "../api/types";
import { titleOf } from "../api/said";
import { t } from "../language";
import { formatBytes, formatMicros, formatNumber } from "../viewer/format";

export function usageTable(rows: { widget: Widget; usage: Usage }[]): unknown {
  if (rows.length === 0) return html`<p class="muted">${t("activity.usage.none")}</p>`;
  return html`<div class="panel scroll" role="region" tabindex="0" aria-label=${t("activity.usage.label")}>
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">${t("activity.widget")}</th>
          <th scope="col" class="num">${t("activity.runs")}</th>
          <th scope="col" class="num">${t("activity.refused")}</th>
          <th scope="col" class="num">${t("activity.time")}</th>
          <th scope="col" class="num">${t("activity.memory")}</th>
          <th scope="col" class="num">${t("activity.fuel")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ widget, usage }) => html`<tr>
            <td><bdi>${titleOf(widget)}</bdi></td>
            <td class="num">${formatNumber(usage.calls, 0)}</td>
            <td class="num">${formatNumber(usage.refused, 0)}</td>
            <td class="num">${formatMicros(usage.wall_us)}</td>
            <td class="num">${formatBytes(usage.memory_peak_bytes)}</td>
            <td class="num">${formatNumber(usage.fuel, 0)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
