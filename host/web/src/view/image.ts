import { html } from "lit";
import type { ImageNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";

/** A picture of the widget's own package, from our own server. */
export function drawImage(node: ImageNode, drawing: Drawing): Drawn {
  return html`<img class="image" src=${drawing.image(node.name)} alt=${node.alt} loading="lazy" decoding="async" />`;
}
