import { html } from "lit";
import type { BadgeNode, HeadingNode, TextNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { drawSpan } from "./spans";

export function drawHeading(node: HeadingNode, drawing: Drawing): Drawn {
  return headingAt(drawing.levels.get(node) ?? 3, node.text, `heading size-${Math.min(4, Math.max(1, node.level))}`);
}

/** `level` is the page's own, 3 to 6: a widget's title is the host's, at level 2. */
export function headingAt(level: number, text: string, name: string): Drawn {
  switch (level) {
    case 3:
      return html`<h3 class=${name} dir="auto">${text}</h3>`;
    case 4:
      return html`<h4 class=${name} dir="auto">${text}</h4>`;
    case 5:
      return html`<h5 class=${name} dir="auto">${text}</h5>`;
    default:
      return html`<h6 class=${name} dir="auto">${text}</h6>`;
  }
}

export function drawText(node: TextNode): Drawn {
  return html`<p class="text" dir="auto">${node.spans.map(drawSpan)}</p>`;
}

export function drawBadge(node: BadgeNode): Drawn {
  return html`<span class="badge" data-tone=${node.tone} dir="auto">${node.text}</span>`;
}
