/** The tree below a node. */
import type { ViewNode } from "../api/view";

export function childrenOf(node: ViewNode): readonly ViewNode[] {
  if (node.node === "tabs") return node.tabs.map((tab) => tab.child);
  return "children" in node ? node.children : [];
}

/** Call `visit` for `root` and all below it, in the order in which they are read. */
export function walk(root: ViewNode, visit: (node: ViewNode) => void): void {
  visit(root);
  for (const child of childrenOf(root)) walk(child, visit);
}
