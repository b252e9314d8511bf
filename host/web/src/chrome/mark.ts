/** The fanlight: a half-round window over a door, light coming through between its bars. */
import { html, svg, type TemplateResult } from "lit";

const BARS = [36, 72, 108, 144];

/** Panes between bars, as angles in degrees from the right. */
function spoke(angle: number, from: number, to: number): TemplateResult {
  const turn = (angle * Math.PI) / 180;
  const at = (radius: number) => [32 + radius * Math.cos(turn), 40 - radius * Math.sin(turn)].map((n) => n.toFixed(2)).join(" ");
  return svg`<path d="M${at(from)}L${at(to)}" />`;
}

export function mark(size: "small" | "large" = "small"): TemplateResult {
  return html`<svg class="mark" data-size=${size} viewBox="0 0 64 48" aria-hidden="true" focusable="false">
    <path class="light" d="M4 40a28 28 0 0 1 56 0z" />
    <g class="bars">
      <path d="M4 40a28 28 0 0 1 56 0zM22 40a10 10 0 0 1 20 0" />
      ${BARS.map((angle) => spoke(angle, 10, 28))}
      <path class="sill" d="M1.5 44h61" />
    </g>
  </svg>`;
}
