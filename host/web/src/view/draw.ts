/** From a node to what the browser shows. Every text goes in as text; there is no way from a view to markup. */
import { nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { ViewNode } from "../api/view";
import { language } from "../language";
import { viewerLocales } from "../viewer/locale";
import { drawButton } from "./button";
import { drawCard } from "./card";
import { drawChart } from "./chart/chart";
import { drawCheck } from "./check";
import { drawRadio, drawSelect } from "./choices";
import { drawCodeBlock } from "./code-block";
import { drawDateField } from "./date-field";
import { drawDisclosure } from "./disclosure";
import type { Drawing } from "./drawing";
import { drawForm } from "./form";
import { drawIcon } from "./icons/icon";
import { drawImage } from "./image";
import { identity } from "./keys";
import { drawDivider, drawGrid, drawGroup, drawList, drawSpacer } from "./layout";
import { drawLink } from "./link";
import { drawNumberField } from "./number-field";
import { drawProgress } from "./progress";
import { drawSlider } from "./slider";
import { drawStat } from "./stat";
import { drawAlert, drawEmpty, drawSkeleton } from "./state";
import { drawTable } from "./table";
import { drawTabs } from "./tabs";
import { drawBadge, drawHeading, drawText } from "./text";
import { drawTextField } from "./text-field";

export type Drawn = TemplateResult | typeof nothing;

export function draw(node: ViewNode, drawing: Drawing): unknown {
  switch (node.node) {
    case "column":
    case "row":
      return drawGroup(node, drawing);
    case "grid":
      return drawGrid(node, drawing);
    case "card":
      return drawCard(node, drawing);
    case "tabs":
      return drawTabs(node, drawing);
    case "disclosure":
      return drawDisclosure(node, drawing);
    case "divider":
      return drawDivider();
    case "spacer":
      return drawSpacer(node);
    case "heading":
      return drawHeading(node, drawing);
    case "text":
      return drawText(node);
    case "code-block":
      return drawCodeBlock(node);
    case "badge":
      return drawBadge(node);
    case "icon":
      return drawIcon(node);
    case "image":
      return drawImage(node, drawing);
    case "list":
      return drawList(node, drawing);
    case "table":
      return drawTable(node, drawing);
    case "stat":
      return drawStat(node);
    case "progress":
      return drawProgress(node);
    case "chart":
      // Typing redraws the widget; a chart stays as it is until there is a new frame.
      return guard([node, language(), ...viewerLocales()], () => drawChart(node));
    case "button":
      return drawButton(node, drawing);
    case "link":
      return drawLink(node);
    case "text-field":
    case "text-area":
      return drawTextField(node, drawing);
    case "number-field":
      return drawNumberField(node, drawing);
    case "slider":
      return drawSlider(node, drawing);
    case "date-field":
      return drawDateField(node, drawing);
    case "check":
    case "toggle":
      return drawCheck(node, drawing);
    case "select":
      return drawSelect(node, drawing);
    case "radio":
      return drawRadio(node, drawing);
    case "form":
      return drawForm(node, drawing);
    case "skeleton":
      return drawSkeleton(node);
    case "empty":
      return drawEmpty(node, drawing);
    case "alert":
      return drawAlert(node);
    default:
      node satisfies never;
      return nothing; // a node of a later server
  }
}

export function drawAll(children: readonly ViewNode[], drawing: Drawing): unknown {
  return repeat(children, identity, (child) => draw(child, drawing));
}
