import { html, nothing } from "lit";
import type { NumberFieldNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { drawField, leave, tie, unlessHalfWay } from "./field";
import { idOf } from "./keys";

/** A number as a number; an empty field is null. */
export function drawNumberField(node: NumberFieldNode, drawing: Drawing): Drawn {
  const { invalid, description } = tie(node, drawing);
  const valueOf = (field: HTMLInputElement) => (Number.isFinite(field.valueAsNumber) ? field.valueAsNumber : null);
  const entered = (event: Event) => {
    const field = event.target as HTMLInputElement;
    drawing.drafts.type(node.key, field.value, valueOf(field), node.value, field.validity.badInput);
  };
  const left = (event: Event) => {
    const field = event.target as HTMLInputElement;
    leave(field, node, valueOf(field), node.value, drawing);
  };
  return drawField(node, drawing, html`<input
    class="input number"
    type="number"
    inputmode=${node.step !== null && Number.isInteger(node.step) && (node.min ?? -1) >= 0 ? "numeric" : "decimal"}
    id=${idOf("field", node.key)}
    data-key=${node.key}
    autocomplete="off"
    min=${node.min ?? nothing}
    max=${node.max ?? nothing}
    step=${node.step ?? "any"}
    ?required=${node.required}
    aria-invalid=${invalid}
    aria-describedby=${description}
    .value=${unlessHalfWay(drawing.drafts.text(node.key) ?? (node.value === null ? "" : String(node.value)))}
    @input=${entered}
    @change=${left}
  />`);
}
