/** What a person entered and the widget has not taken yet. It outlives every redraw, and is let go only when it was accepted. */
import type { FieldValue, ViewNode } from "../api/view";
import { walk } from "./children";

interface Draft {
  value: FieldValue;
  /** The characters in a field whose value is not text, such as `1.50`. */
  text: string | undefined;
  /** Why the browser does not take it, in its words. */
  complaint: string | null;
}

export class Drafts {
  #drafts = new Map<string, Draft>();

  get(key: string): FieldValue | undefined {
    return this.#drafts.get(key)?.value;
  }

  text(key: string): string | undefined {
    return this.#drafts.get(key)?.text;
  }

  complaint(key: string): string | null {
    return this.#drafts.get(key)?.complaint ?? null;
  }

  /** Remember `value`, unless it is what the view says anyway. */
  set(key: string, value: FieldValue, drawn: FieldValue): void {
    if (value === drawn) this.#drafts.delete(key);
    else this.#drafts.set(key, { value, text: undefined, complaint: null });
  }

  /** The same for a field whose value is not what is typed: `text` is kept as it stands, also while it is no value yet. */
  type(key: string, text: string, value: FieldValue, drawn: FieldValue, unfinished: boolean): void {
    const written = drawn === null ? "" : String(drawn);
    if (!unfinished && text === written) this.#drafts.delete(key);
    else this.#drafts.set(key, { value, text, complaint: null });
  }

  /** Say beside the field why it was not sent. */
  complain(key: string, complaint: string, value: FieldValue): void {
    const draft = this.#drafts.get(key) ?? { value, text: undefined, complaint };
    this.#drafts.set(key, { ...draft, complaint });
  }

  /** Let go of what belongs to nodes that are no longer there. */
  prune(root: ViewNode): void {
    if (this.#drafts.size === 0) return;
    const there = new Set<string>();
    walk(root, (node) => "key" in node && there.add(node.key));
    for (const key of this.#drafts.keys()) if (!there.has(key)) this.#drafts.delete(key);
  }

  /** Let go of `key` if it still holds what was sent: what was typed meanwhile stays. */
  release(key: string, sent: FieldValue): void {
    if (this.#drafts.get(key)?.value === sent) this.#drafts.delete(key);
  }
}
