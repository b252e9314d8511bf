import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { GridNode, GroupNode, ListNode, SpacerNode, ViewNode } from "../api/view";
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
  const item = (child: ViewNode) => html`<li class=${!node.ordered && isSentence(child) ? "bullet" : nothing}>${draw(child, drawing)}</li>`;
  const items = repeat(node.children, identity, item);
  // role="list": without bullets some browsers no longer call it a list.
  return node.ordered ? html`<ol class="list ordered">${items}</ol>` : html`<ul class="list" role="list">${items}</ul>`;
}

/** It gets a bullet. What has a box, a button or a card at its beginning needs none, nor the box of a task list in Markdown. */
function isSentence(node: ViewNode): boolean {
  if (node.node === "column") return node.children[0] !== undefined && isSentence(node.children[0]);
  if (node.node !== "text") return false;
  const [first] = node.spans;
  return !(first?.span === "plain" && /^[☐☑]/.test(first.text));
}
