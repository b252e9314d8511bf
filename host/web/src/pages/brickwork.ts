/** Packs a grid whose items have different heights, in the order of the document: no gaps, and Tab still goes where the eye goes. */

const ROW = 4;
const GAP = 24;

export class Brickwork {
  /** Told of each item once before it is painted first, and after each change: all are measured before any is laid. */
  #items = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) lay(target, borderBoxSize[0]?.blockSize ?? 0);
  });
  #seen = new Set<Element>();

  /** `list` is the grid; each child is measured by its own first child, which the grid does not stretch. */
  follow(list: HTMLElement | null): void {
    const inner = new Set([...(list?.children ?? [])].flatMap((item) => item.firstElementChild ?? []));
    for (const gone of [...this.#seen].filter((element) => !inner.has(element))) {
      this.#items.unobserve(gone);
      this.#seen.delete(gone);
    }
    for (const element of inner) {
      if (this.#seen.has(element)) continue;
      this.#seen.add(element);
      this.#items.observe(element);
    }
    list?.toggleAttribute("data-packed", true);
  }

  stop(): void {
    this.#items.disconnect();
    this.#seen.clear();
  }
}

function lay(element: Element, height: number): void {
  // Not through a custom property: those are inherited, so each change would style all that is in the widget again.
  element.parentElement?.style.setProperty("grid-row-end", `span ${Math.max(1, Math.ceil((height + GAP) / ROW))}`);
}
