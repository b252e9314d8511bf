import { html, nothing, svg, type TemplateResult } from "lit";
import type { IconName, IconNode } from "../../api/view";
import type { Drawn } from "../draw";
import { ALONG_THE_LINE, SHAPES } from "./shapes";

const drawn = new Map<IconName, unknown>();

export function drawIcon(node: IconNode): Drawn {
  return html`<span class="icon-node" data-tone=${node.tone}>${glyph(node.name, node.label)}</span>`;
}

/** A pictogram in the colour and size of the text around it; decoration unless it has a label. */
export function glyph(name: IconName, label: string | null = null): TemplateResult {
  const shapes = drawn.get(name) ?? build(name);
  const mirror = ALONG_THE_LINE.has(name) ? "along" : nothing;
  return label === null
    ? html`<svg class="glyph" viewBox="0 0 24 24" data-mirror=${mirror} aria-hidden="true" focusable="false">${shapes}</svg>`
    : html`<svg class="glyph" viewBox="0 0 24 24" data-mirror=${mirror} role="img" aria-label=${label}>${shapes}</svg>`;
}

function build(name: IconName): unknown {
  // A later server may know more names than this client.
  const shapes = (SHAPES[name] ?? SHAPES.circle).map(([tag, at]) => {
    switch (tag) {
      case "path":
        return svg`<path d=${at["d"]} />`;
      case "circle":
        return svg`<circle cx=${at["cx"]} cy=${at["cy"]} r=${at["r"]} />`;
      case "rect":
        return svg`<rect x=${at["x"]} y=${at["y"]} width=${at["width"]} height=${at["height"]} rx=${at["rx"] ?? 0} />`;
      case "line":
        return svg`<line x1=${at["x1"]} x2=${at["x2"]} y1=${at["y1"]} y2=${at["y2"]} />`;
      case "polyline":
        return svg`<polyline points=${at["points"]} />`;
      case "polygon":
        return svg`<polygon points=${at["points"]} />`;
      case "ellipse":
        return svg`<ellipse cx=${at["cx"]} cy=${at["cy"]} rx=${at["rx"]} ry=${at["ry"]} />`;
      default:
        return nothing;
    }
  });
  drawn.set(name, shapes);
  return shapes;
}
