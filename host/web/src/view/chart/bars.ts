/** Bars that lie, one row for each name, on a common zero, with the value written at the end. */
import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import type { ChartNode } from "../../api/view";
import { formatNumber } from "../../viewer/format";
import { viewerLocales } from "../../viewer/locale";
import { assign } from "../assign";
import { pointNames } from "./axis";
import { look } from "./looks";

/** More names than this stand side by side. */
export const MOST_BARS = 24;

export function drawBars(node: ChartNode): unknown {
  const values = node.series.flatMap((series) => series.values.map((value) => value ?? 0));
  const low = Math.min(0, ...values);
  const range = Math.max(0, ...values) - low || 1;
  const names = pointNames(node.axis);
  const amounts = node.series.map((series) => series.values.map((value) => (value === null ? "—" : formatNumber(value, 2, viewerLocales()))));
  const room = (texts: string[], most: number) => Math.min(most, Math.max(3, ...texts.map((text) => text.length)));
  const columns = { "--names": room(names, 12), "--amounts": room(amounts.flat(), 16) };
  return html`<div class="bars" ${ref((element) => assign(element, columns))}>
    ${names.map((name, at) => html`<span class="bar-name"><bdi>${breakable(name)}</bdi></span>
      <span class="bar-group">
        ${node.series.map((series, index) => {
          const value = series.values[at] ?? null;
          const from = (Math.min(0, value ?? 0) - low) / range;
          const length = { "--from": from, "--length": Math.abs(value ?? 0) / range };
          const { color, fill } = look(series.tone, index, node.series.length);
          return html`<span class="measure">
            <span class="track"
              >${!value
                ? nothing
                : html`<span class="bar" data-color=${color} data-fill=${fill} ${ref((element) => assign(element, length))}></span>`}</span
            >
            <span class="amount">${amounts[index]?.[at]}</span>
          </span>`;
        })}
      </span>`)}
  </div>`;
}

/** Paths may break after a slash. */
function breakable(name: string): unknown {
  return name.split(/(?<=[/._])/).map((part) => html`${part}<wbr />`);
}
