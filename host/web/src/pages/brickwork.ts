/** Packs a grid whose items have different heights, in the order of the document: no gaps, and Tab still goes where the eye goes. */

const ROW = 4;
const GAP = 24;

export class Brickwork {
  #items = new ResizeObserver((entries) => this.#lay(entries.map(({ target }) => target)));
  #seen = new Set<Element>();

  /** `list` is the grid; each child is measured by its own first child, which the grid does not stretch. */
  follow(list: HTMLElement | null): void {
    const inner = new Set([...(list?.children ?? [])].flatMap((item) => item.firstElementChild ?? []));
    for (const gone of [...this.#seen].filter((element) => !inner.has(element))) {
      this.#items.unobserve(gone);
      this.#seen.delete(gone);
    }
    const fresh = [...inner].filter((element) => !this.#seen.has(element));
    this.#lay(fresh);
    for (const element of fresh) {
      this.#seen.add(element);
      this.#items.observe(element);
    }
    list?.toggleAttribute("data-packed", true);
  }

  /** All are measured before the first is laid: measuring in between would lay the page out again for each. */
  #lay(elements: Element[]): void {
    const heights = elements.map((element) => element.getBoundingClientRect().height);
    elements.forEach((element, at) => {
      element.parentElement?.style.setProperty("--rows", String(Math.max(1, Math.ceil(((heights[at] ?? 0) + GAP) / ROW))));
    });
  }

  stop(): void {
    this.#items.disconnect();
    this.#seen.clear();
  }
}
