/** What each widget on the board used, since it was installed. */
import { html } from "lit";
import type { Usage, Widget } from "../api/types";
import { formatBytes, formatMicros, formatNumber } from "../viewer/format";

export function usageTable(rows: { widget: Widget; usage: Usage }[]): unknown {
  if (rows.length === 0) return html`<p class="muted">No widget is on your board, so nothing was used.</p>`;
  return html`<div class="panel scroll" role="region" tabindex="0" aria-label="Usage by widget">
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Widget</th>
          <th scope="col" class="num">Runs</th>
          <th scope="col" class="num">Refused</th>
          <th scope="col" class="num">Time in all</th>
          <th scope="col" class="num">Most memory</th>
          <th scope="col" class="num">Fuel</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ widget, usage }) => html`<tr>
            <td><bdi>${widget.title}</bdi></td>
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
