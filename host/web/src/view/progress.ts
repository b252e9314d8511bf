import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import type { ProgressNode } from "../api/view";
import { formatPercent } from "../viewer/format";
import { assign } from "./assign";
import type { Drawn } from "./draw";
import { WORDS } from "./words";

export function drawProgress(node: ProgressNode): Drawn {
  const value = node.value === null ? null : Math.min(1, Math.max(0, node.value));
  const words = value === null ? WORDS.working : formatPercent(Math.round(value * 100) / 100);
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
