import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import type { BarChartNode } from "../api/view";
import { formatNumber } from "../viewer/format";
import type { Drawn } from "./draw";

/**
 * Horizontal bars on a common zero. It is a table to assistive technology, with the bars as decoration, so that every
 * value can be read; lengths are handed over as custom properties through CSSOM, in shares of the widest range.
 */
export function drawBarChart(node: BarChartNode): Drawn {
  const values = node.bars.map((bar) => (Number.isFinite(bar.value) ? bar.value : 0));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const range = high - low || 1;
  const amounts = node.bars.map((bar) => formatNumber(bar.value, 2));
  const room = (texts: string[], most: number) => Math.min(most, Math.max(3, ...texts.map((text) => text.length)));
  const columns = (element: Element | undefined) =>
    assign(element, { "--names": room(node.bars.map((bar) => bar.label), 12), "--amounts": room(amounts, 16) });
  const unit = node.unit ? ` ${node.unit}` : "";
  return html`<table class="bar-chart" ${ref(columns)}>
    <caption><bdi>${node.title}</bdi>${node.unit ? html` <span class="unit">(<bdi>${node.unit}</bdi>)</span>` : nothing}</caption>
    <thead class="visually-hidden">
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Value</th>
      </tr>
    </thead>
    <tbody>
      ${node.bars.map((bar, at) => {
        const value = values[at] ?? 0;
        const from = (Math.min(0, value) - low) / range;
        const length = (element: Element | undefined) => assign(element, { "--from": from, "--length": Math.abs(value) / range });
        return html`<tr>
          <th scope="row"><bdi class="name">${breakable(bar.label)}</bdi></th>
          <td>
            <div class="measure">
              <span class="track" aria-hidden="true"><span class="bar" data-tone=${bar.tone} ${ref(length)}></span></span>
              <span class="amount">${amounts[at]}<span class="visually-hidden">${unit}</span></span>
            </div>
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** Paths may break after a slash. */
function breakable(label: string): unknown {
  return label.split(/(?<=[/._])/).map((part) => html`${part}<wbr />`);
}

function assign(element: Element | undefined, properties: Record<string, number>): void {
  if (!(element instanceof HTMLElement)) return;
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, String(value));
}
