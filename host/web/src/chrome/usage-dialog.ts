/** What a widget did: how often it ran, what that cost, what it was refused, what it wrote down. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import type { Usage, Widget } from "../api/types";
import { formatBytes, formatMicros, formatNumber } from "../viewer/format";
import "../view/relative-time";
import { DialogElement } from "./dialog";
import { logLines } from "./log-lines";
import { loading } from "./problem-note";

@customElement("usage-dialog")
export class UsageDialog extends DialogElement {
  @property({ attribute: false }) widget!: Widget;
  @state() private usage: Usage | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      this.usage = await api.usage(this.widget.id);
    });
  }

  protected override heading(): unknown {
    return html`What <bdi>${this.widget.title}</bdi> did`;
  }

  protected override content(): unknown {
    const usage = this.usage;
    if (!usage) return this.problem ? "" : loading("Loading its usage…");
    const perCall = usage.calls > 0 ? usage.wall_us / usage.calls : 0;
    const figures: [string, string][] = [
      ["Times it ran", formatNumber(usage.calls, 0)],
      ["Time for each run", formatMicros(perCall)],
      ["Most memory", formatBytes(usage.memory_peak_bytes)],
      ["Questions to the host", formatNumber(usage.gate_calls, 0)],
      ["Refused", formatNumber(usage.refused, 0)],
      ["Fuel used", formatNumber(usage.fuel, 0)],
    ];
    return html`<dl class="figures">
        ${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
      ${usage.last.length === 0 ? html`<p class="muted">It has not run yet.</p>` : this.#last(usage)}
      ${usage.log.length === 0 ? nothing : logLines(usage.log)}`;
  }

  #last(usage: Usage): unknown {
    return html`<div class="scroll" role="region" tabindex="0" aria-label="Its last runs">
      <table class="plain-table">
        <caption>Its last runs</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Because of</th>
            <th scope="col">Result</th>
            <th scope="col" class="num">Time</th>
          </tr>
        </thead>
        <tbody>
          ${usage.last.map(
            (run) => html`<tr>
              <td><fanlight-relative-time .at=${run.at}></fanlight-relative-time></td>
              <td>${run.event}</td>
              <td>${run.kind ? html`<span class="tag bad">${run.kind}</span>` : html`<span class="tag good">done</span>`}</td>
              <td class="num">${formatMicros(run.wall_us)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
