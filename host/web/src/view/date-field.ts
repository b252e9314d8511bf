import { html, nothing } from "lit";
import type { DateFieldNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { drawField, leave, tie, unlessHalfWay } from "./field";
import { idOf } from "./keys";

/** A day of the calendar as `YYYY-MM-DD`, written as the viewer writes dates; an empty field is null. */
export function drawDateField(node: DateFieldNode, drawing: Drawing): Drawn {
  const { invalid, description } = tie(node, drawing);
  const entered = (event: Event) => {
    const field = event.target as HTMLInputElement;
    drawing.drafts.type(node.key, field.value, field.value || null, node.value, field.validity.badInput);
  };
  // Browsers tell of each key's `change`; it is sent once the person is done.
  const left = (event: Event) => {
    const field = event.target as HTMLInputElement;
    leave(field, node, field.value || null, node.value, drawing);
  };
  return drawField(node, drawing, html`<input
    class="input date"
    type="date"
    id=${idOf("field", node.key)}
    data-key=${node.key}
    min=${node.min ?? nothing}
    max=${node.max ?? "9999-12-31"}
    ?required=${node.required}
    aria-invalid=${invalid}
    aria-describedby=${description}
    .value=${unlessHalfWay(drawing.drafts.text(node.key) ?? node.value ?? "")}
    @input=${entered}
    @change=${left}
  />`);
}
