/** Which tab is in front and what is folded out: the browser's business, kept by key over every redraw. */
import type { DisclosureNode, TabsNode } from "../api/view";

export class Shown {
  #tabs = new Map<string, { index: number; title: string }>();
  #open = new Map<string, boolean>();

  /** Index of the tab in front. It follows its title when tabs come and go. */
  tab(node: TabsNode): number {
    const kept = this.#tabs.get(node.key);
    if (!kept || node.tabs[kept.index]?.title === kept.title) return kept?.index ?? 0;
    const moved = node.tabs.findIndex((tab) => tab.title === kept.title);
    return moved >= 0 ? moved : Math.min(kept.index, node.tabs.length - 1);
  }

  showTab(node: TabsNode, index: number): void {
    this.#tabs.set(node.key, { index, title: node.tabs[index]?.title ?? "" });
  }

  isOpen(node: DisclosureNode): boolean {
    return this.#open.get(node.key) ?? node.open;
  }

  setOpen(node: DisclosureNode, open: boolean): void {
    this.#open.set(node.key, open);
  }
}
