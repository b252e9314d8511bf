import { html, nothing } from "lit";
import type { ButtonNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { glyph } from "./icons/icon";

export function drawButton(node: ButtonNode, drawing: Drawing): Drawn {
  return html`<button
    type="button"
    class="button"
    data-key=${node.key}
    data-emphasis=${node.emphasis}
    data-tone=${node.tone}
    ?disabled=${node.disabled}
    @click=${() => drawing.send({ type: "input", key: node.key, value: null })}
  >
    ${node.icon ? glyph(node.icon) : nothing}<span dir="auto">${node.label}</span>
  </button>`;
}
