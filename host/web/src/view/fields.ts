/** What the fields of a view hold. */
import type { FieldNode, FieldValue, FormNode, ViewNode } from "../api/view";
import { walk } from "./children";
import type { Drafts } from "./drafts";

const FIELDS: ReadonlySet<string> = new Set<FieldNode["node"]>([
  "text-field", "text-area", "number-field", "slider", "date-field", "check", "toggle", "select", "radio",
]);

export function isField(node: ViewNode): node is FieldNode {
  return FIELDS.has(node.node);
}

/** The value that the widget gave a field. */
export function givenValue(field: FieldNode): FieldValue {
  if ("checked" in field) return field.checked;
  return "selected" in field ? field.selected : field.value;
}

/** The fields of a form in the order of the view, with what was entered. */
export function collect(form: FormNode, drafts: Drafts): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  walk(form, (node) => {
    if (!isField(node)) return;
    const drafted = drafts.get(node.key);
    fields[node.key] = drafted === undefined ? givenValue(node) : drafted;
  });
  return fields;
}

/** Keys of the fields that the widget did not accept. */
export function refusedFields(root: ViewNode | null): Set<string> {
  const keys = new Set<string>();
  if (root) walk(root, (node) => isField(node) && "problem" in node && node.problem !== null && keys.add(node.key));
  return keys;
}

/** Whether the field of this key is typed into: what was typed is worth keeping when it could not be sent. */
export function isTyped(root: ViewNode | null, key: string): boolean {
  let typed = false;
  if (root) walk(root, (node) => (typed ||= isField(node) && node.key === key && /^(text|number|date)-/.test(node.node)));
  return typed;
}
