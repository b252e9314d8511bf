import { html } from "lit";
import type { FormNode } from "../api/view";
import { drawAll, type Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { collect } from "./fields";

export function drawForm(node: FormNode, drawing: Drawing): Drawn {
  const submitted = (event: Event) => {
    event.preventDefault();
    drawing.send({ type: "submitted", key: node.key, fields: collect(node, drawing.drafts) });
  };
  return html`<form class="form" data-key=${node.key} @submit=${submitted}>
    ${drawAll(node.children, { ...drawing, inForm: true })}
    <button type="submit" class="button" data-key=${`submit ${node.key}`} data-emphasis="primary" data-tone="accent" dir="auto">
      ${node.submit}
    </button>
  </form>`;
}
