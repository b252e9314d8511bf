/** What a widget did: how often it ran, what that cost, what it was refused, what it wrote down. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import type { OperationCount, Usage, Widget } from "../api/types";
import { titleOf } from "../api/said";
import { rich, t } from "../language";
import { formatBytes, formatMicros, formatNumber } from "../viewer/format";
import "../view/relative-time";
import { capabilityWords } from "../widget/capability-words";
import { eventWords } from "../widget/event-words";
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
    return rich("usage.title", { title: html`<bdi>${titleOf(this.widget)}</bdi>` });
  }

  protected override content(): unknown {
    const usage = this.usage;
    if (!usage) return this.problem ? "" : loading(t("usage.loading"));
    const perCall = usage.calls > 0 ? usage.wall_us / usage.calls : 0;
    const figures: [string, string][] = [
      [t("usage.runs"), formatNumber(usage.calls, 0)],
      [t("usage.each"), formatMicros(perCall)],
      [t("usage.memory"), formatBytes(usage.memory_peak_bytes)],
      [t("usage.questions"), formatNumber(usage.gate_calls, 0)],
      [t("usage.refused"), formatNumber(usage.refused, 0)],
      [t("usage.fuel"), formatNumber(usage.fuel, 0)],
    ];
    return html`<dl class="figures">
        ${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
      ${this.#lately(usage)}
      ${usage.last.length === 0 ? html`<p class="muted">${t("usage.none")}</p>` : this.#last(usage)}
      ${usage.log.length === 0 ? nothing : logLines(usage.log)}`;
  }

  #lately({ lately, suspended }: Usage): unknown {
    if (!lately) return nothing;
    const failed = Object.entries(lately.failed).map(([kind, count]) => `${kind} ${formatNumber(count, 0)}`);
    const figures: [string, string][] = [
      [t("usage.lately.ok"), formatNumber(lately.ok, 0)],
      [t("usage.lately.failed"), failed.join(", ") || formatNumber(0, 0)],
      [t("usage.lately.sent-away"), formatNumber(lately.sent_away, 0)],
      [t("usage.lately.wait"), formatMicros(lately.longest_wait_us)],
    ];
    return html`<h3>${t("usage.lately")}</h3>
      ${suspended ? html`<p><span class="tag bad">${t("widget.suspended")}</span> <bdi>${suspended}</bdi></p>` : nothing}
      <dl class="figures">
        ${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>`;
  }

  #last(usage: Usage): unknown {
    return html`<div class="scroll" role="region" tabindex="0" aria-label=${t("usage.last")}>
      <table class="plain-table">
        <caption>${t("usage.last")}</caption>
        <thead>
          <tr>
            <th scope="col">${t("usage.when")}</th>
            <th scope="col">${t("usage.because")}</th>
            <th scope="col">${t("usage.asked")}</th>
            <th scope="col">${t("usage.result")}</th>
            <th scope="col" class="num">${t("usage.time")}</th>
          </tr>
        </thead>
        <tbody>
          ${usage.last.map(
            (run) => html`<tr>
              <td><fanlight-relative-time .at=${run.at}></fanlight-relative-time></td>
              <td>${eventWords(run.event)}</td>
              <td>${asked(run.asked ?? [])}</td>
              <td>${run.kind ? html`<span class="tag bad">${run.kind}</span>` : html`<span class="tag good">${t("usage.done")}</span>`}</td>
              <td class="num">${formatMicros(run.wall_us)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

/** What a run asked for: each capability in the words of its permission, and its operations by their names. */
function asked(all: OperationCount[]): unknown {
  const capabilities = [...new Set(all.map(({ capability }) => capability))];
  return capabilities.map((capability) => {
    const operations = all.filter((one) => one.capability === capability);
    const refused = operations.reduce((sum, one) => sum + one.refused, 0);
    const names = operations.map(({ operation, times }) => (times === 1 ? operation : `${operation} × ${formatNumber(times, 0)}`));
    return html`<div>
      ${capabilityWords(capability)} <span class="muted">(${names.join(", ")})</span>
      ${refused > 0 ? html`<span class="tag bad">${t("usage.asked.refused", { refused })}</span>` : nothing}
    </div>`;
  });
}
