import { html } from "lit";
import { live } from "lit/directives/live.js";
import type { SliderNode } from "../api/view";
import { formatNumber } from "../viewer/format";
import { viewerLocales } from "../viewer/locale";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { leave } from "./field";
import { idOf } from "./keys";

/** Its value stands beside it while it is dragged, and is sent when it is let go. */
export function drawSlider(node: SliderNode, drawing: Drawing): Drawn {
  const drafted = drawing.drafts.get(node.key);
  const value = typeof drafted === "number" ? drafted : node.value;
  const words = formatNumber(value, fractionDigits(node.step), viewerLocales());
  const moved = (event: Event) => {
    drawing.drafts.set(node.key, (event.target as HTMLInputElement).valueAsNumber, node.value);
    drawing.redraw();
  };
  const left = (event: Event) => {
    const field = event.target as HTMLInputElement;
    leave(field, node, field.valueAsNumber, node.value, drawing);
  };
  return html`<div class="field slider">
    <div class="slider-head">
      <label for=${idOf("field", node.key)} dir="auto">${node.label}</label>
      <output for=${idOf("field", node.key)} class="figure">${words}</output>
    </div>
    <input
      type="range"
      id=${idOf("field", node.key)}
      data-key=${node.key}
      min=${node.min}
      max=${node.max}
      step=${node.step}
      aria-valuetext=${words}
      .value=${live(String(value))}
      @input=${moved}
      @change=${left}
    />
  </div>`;
}

/** As many digits as steps of this size need: 0.05 needs two. */
export function fractionDigits(step: number): number {
  for (let digits = 0; digits < 8; digits++) {
    if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-9) return digits;
  }
  return 8;
}
