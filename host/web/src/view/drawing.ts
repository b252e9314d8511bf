/** What the render functions of one widget share: where events go, what was typed and not sent, where headings sit. */
import type { ViewNode, WidgetEvent } from "../api/view";
import { walk } from "./children";
import type { Drafts } from "./drafts";
import type { Shown } from "./shown";

export interface Drawing {
  send(event: WidgetEvent): void;
  drafts: Drafts;
  shown: Shown;
  /** Redraw, because what a person entered or chose to see changed. */
  redraw(): void;
  /** Address of an image of the widget's package. */
  image(name: string): string;
  /** Heading level in the page, 3 to 6, by node. */
  levels: Map<ViewNode, number>;
  /** The form that the node sits in: its fields wait for the submission. */
  inForm: boolean;
}

/** Relative level of a card's title. */
const CARD = 2;

/**
 * Place a widget's headings below its title, which is the page's level `top`: a level is never skipped,
 * whatever the author chose, so that the page's outline stays sound.
 */
export function placeHeadings(root: ViewNode, top: number): Map<ViewNode, number> {
  const levels = new Map<ViewNode, number>();
  let last = top;
  walk(root, (node) => {
    const wish = node.node === "heading" ? node.level : node.node === "card" && node.title ? CARD : null;
    if (wish === null) return;
    last = Math.min(top + Math.max(1, wish), last + 1, 6);
    levels.set(node, last);
  });
  return levels;
}
