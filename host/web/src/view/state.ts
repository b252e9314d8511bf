/** How things stand: something is still to come, nothing is there yet, something is to be known. */
import { html, nothing } from "lit";
import type { AlertNode, EmptyNode, IconName, SkeletonNode, Tone } from "../api/view";
import { t } from "../language";
import { drawAll, type Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { glyph } from "./icons/icon";
import { drawSpan } from "./spans";

export function drawSkeleton(node: SkeletonNode): Drawn {
  const lines = Math.min(20, Math.max(1, node.lines));
  return html`<div class="bones" role="status" aria-busy="true" aria-label=${t("view.loading")}>
    ${Array.from({ length: lines }, () => html`<span></span>`)}
  </div>`;
}

export function drawEmpty(node: EmptyNode, drawing: Drawing): Drawn {
  return html`<div class="empty-state">
    ${node.icon ? html`<span class="empty-icon">${glyph(node.icon)}</span>` : nothing}
    <p class="empty-title" dir="auto">${node.title}</p>
    ${node.text ? html`<p class="empty-text" dir="auto">${node.text}</p>` : nothing}
    ${node.children.length > 0 ? html`<div class="empty-actions">${drawAll(node.children, drawing)}</div>` : nothing}
  </div>`;
}

/** A shape for each tone, so that its colour is not the only sign. */
const SIGN: Record<Tone, IconName> = {
  neutral: "info",
  accent: "lightbulb",
  success: "circle-check",
  warning: "warning",
  danger: "warning",
};

/** Danger interrupts a screen reader; everything else waits until it has finished. */
export function drawAlert(node: AlertNode): Drawn {
  return html`<div class="alert" role=${node.tone === "danger" ? "alert" : "status"} data-tone=${node.tone}>
    ${glyph(SIGN[node.tone] ?? "info")}
    <div>
      ${node.title ? html`<p class="alert-title" dir="auto">${node.title}</p>` : nothing}
      <p class="alert-text" dir="auto">${node.spans.map(drawSpan)}</p>
    </div>
  </div>`;
}
