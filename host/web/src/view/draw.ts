/** From a node to what the browser shows. Every text goes in as text; there is no way from a view to markup. */
import { nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ViewNode } from "../api/view";
import { drawBarChart } from "./bar-chart";
import { drawButton } from "./button";
import { drawCard } from "./card";
import { drawCheck } from "./check";
import type { Drawing } from "./drawing";
import { drawForm } from "./form";
import { drawGroup, drawList } from "./layout";
import { identity } from "./keys";
import { drawStat } from "./stat";
import { drawTable } from "./table";
import { drawBadge, drawHeading, drawText } from "./text";
import { drawTextField } from "./text-field";

export type Drawn = TemplateResult | typeof nothing;

export function draw(node: ViewNode, drawing: Drawing): Drawn {
  switch (node.node) {
    case "column":
    case "row":
      return drawGroup(node, drawing);
    case "card":
      return drawCard(node, drawing);
    case "heading":
      return drawHeading(node, drawing);
    case "text":
      return drawText(node);
    case "badge":
      return drawBadge(node);
    case "list":
      return drawList(node, drawing);
    case "table":
      return drawTable(node);
    case "stat":
      return drawStat(node);
    case "bar-chart":
      return drawBarChart(node);
    case "button":
      return drawButton(node, drawing);
    case "text-field":
      return drawTextField(node, drawing);
    case "check":
      return drawCheck(node, drawing);
    case "form":
      return drawForm(node, drawing);
    default:
      return nothing; // a node of a later server
  }
}

export function drawAll(children: ViewNode[], drawing: Drawing): unknown {
  return repeat(children, identity, (child) => draw(child, drawing));
}
