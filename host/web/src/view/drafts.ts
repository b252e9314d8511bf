/** What a person entered and the widget has not taken yet. It outlives every redraw, and is let go only when it was accepted. */
import type { FieldValue, FormNode, ViewNode } from "../api/view";

export class Drafts {
  #values = new Map<string, FieldValue>();

  get(key: string): FieldValue | undefined {
    return this.#values.get(key);
  }

  /** Remember `value`, unless it is what the view says anyway. */
  set(key: string, value: FieldValue, drawn: FieldValue): void {
    if (value === drawn) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  /** Let go of what belongs to nodes that are no longer there. */
  prune(root: ViewNode): void {
    if (this.#values.size === 0) return;
    const there = new Set<string>();
    const visit = (node: ViewNode): void => {
      if ("key" in node) there.add(node.key);
      if ("children" in node) node.children.forEach(visit);
    };
    visit(root);
    for (const key of this.#values.keys()) if (!there.has(key)) this.#values.delete(key);
  }

  /** Let go of `key` if it still holds what was sent: what was typed meanwhile stays. */
  release(key: string, sent: FieldValue): void {
    if (this.#values.get(key) === sent) this.#values.delete(key);
  }
}

/** The fields of a form in the order of the view, with what was entered. */
export function collect(form: FormNode, drafts: Drafts): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  const visit = (node: ViewNode): void => {
    if (node.node === "text-field") fields[node.key] = drafts.get(node.key) ?? node.value;
    else if (node.node === "check") fields[node.key] = drafts.get(node.key) ?? node.checked;
    else if ("children" in node) node.children.forEach(visit);
  };
  form.children.forEach(visit);
  return fields;
}

/** Keys of the text fields that the widget did not accept. */
export function refusedFields(root: ViewNode | null): Set<string> {
  const keys = new Set<string>();
  const visit = (node: ViewNode): void => {
    if (node.node === "text-field" && node.problem !== null) keys.add(node.key);
    else if ("children" in node) node.children.forEach(visit);
  };
  if (root) visit(root);
  return keys;
}
