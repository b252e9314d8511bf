/** The tabs pattern of the ARIA Authoring Practices: arrows follow the line of reading and choose at once. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { TabsNode } from "../api/view";
import { draw, type Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { idOf } from "./keys";

export function drawTabs(node: TabsNode, drawing: Drawing): Drawn {
  const front = drawing.shown.tab(node);
  const panel = idOf("panel", node.key);
  const tabId = (at: number) => idOf(`tab-${at}`, node.key);
  const show = (at: number) => {
    drawing.shown.showTab(node, at);
    drawing.redraw();
  };
  const pressed = (event: KeyboardEvent) => {
    const list = event.currentTarget as HTMLElement;
    const next = target(event.key, front, node.tabs.length, getComputedStyle(list).direction === "rtl");
    if (next === null) return;
    event.preventDefault();
    list.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
    show(next);
  };
  const child = node.tabs[front]?.child;
  return html`<div class="tabs">
    <div class="tab-list" role="tablist" aria-label=${node.label} @keydown=${pressed}>
      ${node.tabs.map(
        (tab, at) => html`<button
          type="button"
          class="tab"
          role="tab"
          id=${tabId(at)}
          data-key=${`tab ${at} ${node.key}`}
          aria-selected=${at === front ? "true" : "false"}
          aria-controls=${at === front ? panel : nothing}
          tabindex=${at === front ? 0 : -1}
          dir="auto"
          @click=${() => show(at)}
        >
          ${tab.title}
        </button>`,
      )}
    </div>
    <div class="tab-panel" role="tabpanel" id=${panel} aria-labelledby=${tabId(front)} tabindex="0" data-key=${`panel ${node.key}`}>
      ${child ? keyed(front, draw(child, drawing)) : nothing}
    </div>
  </div>`;
}

/** Index of the tab that a key leads to, or null when it is not a key of the pattern. */
export function target(key: string, from: number, count: number, rtl: boolean): number | null {
  switch (key) {
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "ArrowRight":
      return (from + (rtl ? count - 1 : 1)) % count;
    case "ArrowLeft":
      return (from + (rtl ? 1 : count - 1)) % count;
    default:
      return null;
  }
}
