/** Focus and caret belong to a node's key, not to a DOM element: whatever a redraw moves, they stay with the key. */

interface Held {
  key: string;
  selection: [number, number, "forward" | "backward" | "none"] | null;
}

export class FocusKeeper {
  #held: Held | null = null;

  constructor(private readonly root: ShadowRoot) {}

  /** Before a redraw. */
  hold(): void {
    const active = this.root.activeElement;
    const key = active instanceof HTMLElement ? active.dataset["key"] : undefined;
    this.#held = key === undefined ? null : { key, selection: selectionOf(active) };
  }

  /** After it: back to the same key, or to `fallback` when the node is gone, so that the keyboard is not thrown to the top of the page. */
  restore(fallback: HTMLElement | null): void {
    const held = this.#held;
    this.#held = null;
    if (!held) return;
    const active = this.root.activeElement;
    if (active instanceof HTMLElement && active.dataset["key"] === held.key) return;
    const target = this.root.querySelector<HTMLElement>(`[data-key="${CSS.escape(held.key)}"]:not(:disabled)`);
    if (!target) {
      if (!active) fallback?.focus({ preventScroll: true });
      return;
    }
    target.focus({ preventScroll: true });
    if (held.selection && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) target.setSelectionRange(...held.selection);
  }
}

function selectionOf(element: Element | null): Held["selection"] {
  const text = element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");
  if (!text || element.selectionStart === null) return null;
  return [element.selectionStart, element.selectionEnd ?? element.selectionStart, element.selectionDirection ?? "none"];
}
