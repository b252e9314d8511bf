import { html } from "lit";
import { live } from "lit/directives/live.js";
import type { DisclosureNode } from "../api/view";
import { drawAll, type Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { glyph } from "./icons/icon";

export function drawDisclosure(node: DisclosureNode, drawing: Drawing): Drawn {
  // `toggle` comes after each change, also after our own.
  const toggled = (event: Event) => {
    const { open } = event.target as HTMLDetailsElement;
    if (event.target === event.currentTarget && open !== drawing.shown.isOpen(node)) drawing.shown.setOpen(node, open);
  };
  return html`<details class="disclosure" .open=${live(drawing.shown.isOpen(node))} @toggle=${toggled}>
    <summary data-key=${`summary ${node.key}`}>${glyph("chevron-right")}<bdi>${node.summary}</bdi></summary>
    <div class="disclosure-body">${drawAll(node.children, drawing)}</div>
  </details>`;
}
