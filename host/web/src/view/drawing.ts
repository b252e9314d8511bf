/** What the render functions of one widget share: where events go, what was typed and not sent, where headings sit. */
import type { ViewNode, WidgetEvent } from "../api/view";
import type { Drafts } from "./drafts";

export interface Drawing {
  send(event: WidgetEvent): void;
  drafts: Drafts;
  /** Redraw, because a draft changed. */
  redraw(): void;
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
  const visit = (node: ViewNode): void => {
    const wish = node.node === "heading" ? node.level : node.node === "card" && node.title ? CARD : null;
    if (wish !== null) {
      last = Math.min(top + Math.max(1, wish), last + 1, 6);
      levels.set(node, last);
    }
    if ("children" in node) node.children.forEach(visit);
  };
  visit(root);
  return levels;
}
