import { html, nothing } from "lit";
import type { CardNode } from "../api/view";
import { drawAll, type Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { headingAt } from "./text";

export function drawCard(node: CardNode, drawing: Drawing): Drawn {
  const title = node.title ? headingAt(drawing.levels.get(node) ?? 4, node.title, "card-title") : nothing;
  return html`<section class="card">${title}${drawAll(node.children, drawing)}</section>`;
}
