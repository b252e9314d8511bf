import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import type { ProgressNode } from "../api/view";
import { t } from "../language";
import { formatPercent } from "../viewer/format";
import { viewerLocales } from "../viewer/locale";
import { assign } from "./assign";
import type { Drawn } from "./draw";

export function drawProgress(node: ProgressNode): Drawn {
  const value = node.value === null ? null : Math.min(1, Math.max(0, node.value));
  const words = value === null ? t("view.working") : formatPercent(Math.round(value * 100) / 100, viewerLocales());
  return html`<div class="meter" data-tone=${node.tone}>
    <div class="meter-head" aria-hidden="true">
      <bdi>${node.label}</bdi><span class="figure">${value === null ? nothing : words}</span>
    </div>
    <div
      class="meter-track"
      role="progressbar"
      aria-label=${node.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${value === null ? nothing : Math.round(value * 100)}
      aria-valuetext=${words}
    >
      <span class=${value === null ? "meter-bar unknown" : "meter-bar"} ${ref((element) => assign(element, { "--share": value ?? 0.35 }))}></span>
    </div>
    ${node.note ? html`<p class="meter-note"><bdi>${node.note}</bdi></p>` : nothing}
  </div>`;
}
