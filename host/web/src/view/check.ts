import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { CheckNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";

/** A box, or a switch. Inside a form it waits for the submission like every field; elsewhere it is sent at once. */
export function drawCheck(node: CheckNode, drawing: Drawing): Drawn {
  const checked = drawing.drafts.get(node.key) ?? node.checked;
  const changed = (event: Event) => {
    const value = (event.target as HTMLInputElement).checked;
    drawing.drafts.set(node.key, value, node.checked);
    if (drawing.inForm) drawing.redraw();
    else drawing.send({ type: "input", key: node.key, value });
  };
  return html`<label class=${node.node}>
    <input
      type="checkbox"
      role=${node.node === "toggle" ? "switch" : nothing}
      data-key=${node.key}
      .checked=${live(checked === true)}
      ?disabled=${node.disabled}
      @change=${changed}
    />
    <span class="check-label" dir="auto">${node.label}</span>
  </label>`;
}
