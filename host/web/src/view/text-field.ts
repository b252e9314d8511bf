import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { TextFieldNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";

/** Inside a form it waits for the submission; elsewhere it is sent when the person leaves it or presses Enter. */
export function drawTextField(node: TextFieldNode, drawing: Drawing): Drawn {
  const drafted = drawing.drafts.get(node.key);
  const value = typeof drafted === "string" ? drafted : node.value;
  const problem = `problem-${node.key}`;
  const entered = (event: Event) => {
    drawing.drafts.set(node.key, (event.target as HTMLInputElement).value, node.value);
  };
  const left = (event: Event) => {
    const text = (event.target as HTMLInputElement).value;
    if (!drawing.inForm && text !== node.value) drawing.send({ type: "input", key: node.key, value: text });
  };
  return html`<div class="field">
    <label for=${`field-${node.key}`} dir="auto"
      >${node.label}${node.required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label
    >
    <input
      type="text"
      id=${`field-${node.key}`}
      data-key=${node.key}
      dir="auto"
      autocomplete="off"
      maxlength=${node.max_length}
      placeholder=${node.placeholder ?? nothing}
      ?required=${node.required}
      aria-invalid=${node.problem === null ? nothing : "true"}
      aria-describedby=${node.problem === null ? nothing : problem}
      .value=${live(value)}
      @input=${entered}
      @change=${left}
    />
    ${node.problem === null ? nothing : html`<p class="field-problem" id=${problem} dir="auto">${node.problem}</p>`}
  </div>`;
}
