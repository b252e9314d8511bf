/** Dragging widgets by their grips: onto a place between the others, or onto the tab of another board. */
import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements, monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";

export interface Drop {
  /** Put it before or after another widget. */
  beside(id: string, other: string, side: "before" | "after"): void;
  /** Put it onto another board. */
  onto(id: string, board: string): void;
}

const WIDGET = "widget";
const BOARD = "board";

/**
 * Bind what is on the page now; call again after each change of it. Items have `data-widget` and a `.grip`, tabs have `data-board`.
 * Only the grip is draggable: text within widgets stays selectable.
 */
export class Dragging {
  #bound = new Map<HTMLElement, () => void>();
  #stop: () => void;

  constructor(private readonly drop: Drop) {
    this.#stop = monitorForElements({
      canMonitor: ({ source }) => typeof source.data[WIDGET] === "string",
      onDragStart: ({ source }) => this.#item(source.element)?.setAttribute("data-dragged", ""),
      onDrop: ({ source, location }) => {
        this.#item(source.element)?.removeAttribute("data-dragged");
        const target = location.current.dropTargets[0];
        const id = String(source.data[WIDGET]);
        if (!target) return;
        const board = target.data[BOARD];
        if (typeof board === "string") return this.drop.onto(id, board);
        const other = String(target.data[WIDGET]);
        if (other !== id) this.drop.beside(id, other, sideOf(target.element, target.data));
      },
    });
  }

  bind(root: HTMLElement): void {
    const now = new Set(root.querySelectorAll<HTMLElement>("[data-widget], a[data-board]"));
    for (const [element, unbind] of this.#bound) {
      if (now.has(element)) continue;
      unbind();
      this.#bound.delete(element);
    }
    for (const element of now) {
      if (this.#bound.has(element)) continue;
      const unbind = element.dataset["board"] === undefined ? bindItem(element) : bindTab(element);
      if (unbind) this.#bound.set(element, unbind);
    }
  }

  stop(): void {
    this.#stop();
    for (const unbind of this.#bound.values()) unbind();
    this.#bound.clear();
  }

  #item(grip: Element): Element | null {
    return grip.closest("[data-widget]");
  }
}

function bindItem(item: HTMLElement): (() => void) | null {
  const grip = item.querySelector<HTMLElement>(".grip");
  if (!grip) return null;
  const data = { [WIDGET]: item.dataset["widget"] };
  const clear = () => item.removeAttribute("data-drop");
  return combine(
    draggable({
      element: grip,
      getInitialData: () => data,
      onGenerateDragPreview: ({ nativeSetDragImage, location }) => {
        const box = item.getBoundingClientRect();
        const { clientX, clientY } = location.current.input;
        nativeSetDragImage?.(item, clientX - box.left, clientY - box.top);
      },
    }),
    dropTargetForElements({
      element: item,
      canDrop: ({ source }) => typeof source.data[WIDGET] === "string",
      getData: ({ input, element }) => attachClosestEdge({ ...data }, { input, element, allowedEdges: ["left", "right"] }),
      onDrag: ({ self, source }) => {
        if (source.data[WIDGET] === data[WIDGET]) clear();
        else item.setAttribute("data-drop", sideOf(item, self.data));
      },
      onDragLeave: clear,
      onDrop: clear,
    }),
  );
}

function bindTab(tab: HTMLElement): (() => void) | null {
  if (tab.hasAttribute("aria-current") || tab.dataset["own"] === undefined) return null;
  const clear = () => tab.removeAttribute("data-drop");
  return dropTargetForElements({
    element: tab,
    canDrop: ({ source }) => typeof source.data[WIDGET] === "string",
    getData: () => ({ [BOARD]: tab.dataset["board"] }),
    onDragEnter: () => tab.setAttribute("data-drop", ""),
    onDragLeave: clear,
    onDrop: clear,
  });
}

/** Before is where one reads first. */
function sideOf(element: Element, data: Record<string | symbol, unknown>): "before" | "after" {
  const start = getComputedStyle(element).direction === "rtl" ? "right" : "left";
  return extractClosestEdge(data) === start ? "before" : "after";
}
