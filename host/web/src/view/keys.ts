/** Identity across redraws: a node that carries or contains a key keeps its DOM element, and with it focus and caret. */
import type { ViewNode } from "../api/view";
import { childrenOf } from "./children";

const found = new WeakMap<ViewNode, string | null>();

/** The first key in the subtree; keys are unique in a view, so it names the subtree among its siblings. */
function firstKey(node: ViewNode): string | null {
  const known = found.get(node);
  if (known !== undefined) return known;
  let key: string | null = "key" in node ? node.key : null;
  for (const child of key === null ? childrenOf(node) : []) {
    key = firstKey(child);
    if (key !== null) break;
  }
  found.set(node, key);
  return key;
}

export function identity(node: ViewNode, index: number): string {
  const key = firstKey(node);
  return key === null ? `${node.node} ${index}` : `${node.node} key ${key}`;
}

/** An id for an element that belongs to a key. A key may hold spaces, which part ids where several are named. */
export function idOf(part: string, key: string): string {
  return `${part}-${encodeURIComponent(key)}`;
}
