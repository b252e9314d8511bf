import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { TextFieldNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { drawField, leave, tie } from "./field";
import { idOf } from "./keys";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** One line, or several. Inside a form it waits for the submission; elsewhere it is sent when the person leaves it. */
export function drawTextField(node: TextFieldNode, drawing: Drawing): Drawn {
  const drafted = drawing.drafts.get(node.key);
  const value = typeof drafted === "string" ? drafted : node.value;
  const { invalid, description } = tie(node, drawing);
  const entered = (event: Event) => drawing.drafts.set(node.key, (event.target as Field).value, node.value);
  const left = (event: Event) => {
    const field = event.target as Field;
    leave(field, node, field.value, node.value, drawing);
  };
  if (node.node === "text-area") {
    return drawField(node, drawing, html`<textarea
      class="input"
      rows="4"
      id=${idOf("field", node.key)}
      data-key=${node.key}
      dir="auto"
      autocomplete="off"
      maxlength=${node.max_length}
      placeholder=${node.placeholder ?? nothing}
      ?required=${node.required}
      aria-invalid=${invalid}
      aria-describedby=${description}
      .value=${live(value)}
      @input=${entered}
      @change=${left}
    ></textarea>`);
  }
  return drawField(node, drawing, html`<input
    class="input"
    type="text"
    id=${idOf("field", node.key)}
    data-key=${node.key}
    dir="auto"
    autocomplete="off"
    maxlength=${node.max_length}
    placeholder=${node.placeholder ?? nothing}
    ?required=${node.required}
    aria-invalid=${invalid}
    aria-describedby=${description}
    .value=${live(value)}
    @input=${entered}
    @change=${left}
  />`);
}
