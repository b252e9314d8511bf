import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { GridNode, GroupNode, ListNode, SpacerNode } from "../api/view";
import { draw, drawAll, type Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { identity } from "./keys";

export function drawGroup(node: GroupNode, drawing: Drawing): Drawn {
  return html`<div class="group ${node.node}" data-gap=${node.gap} data-align=${node.align}>
    ${drawAll(node.children, drawing)}
  </div>`;
}

export function drawGrid(node: GridNode, drawing: Drawing): Drawn {
  return html`<div class="grid" data-gap=${node.gap} data-width=${node.min_width}>${drawAll(node.children, drawing)}</div>`;
}

export function drawDivider(): Drawn {
  return html`<hr class="divider" />`;
}

export function drawSpacer(node: SpacerNode): Drawn {
  return html`<div class="spacer" data-size=${node.size} aria-hidden="true"></div>`;
}

export function drawList(node: ListNode, drawing: Drawing): Drawn {
  const items = repeat(node.children, identity, (child) => html`<li>${draw(child, drawing)}</li>`);
  // role="list": without bullets some browsers no longer call it a list.
  return node.ordered ? html`<ol class="list ordered">${items}</ol>` : html`<ul class="list" role="list">${items}</ul>`;
}
