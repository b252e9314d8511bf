import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { ChoicesNode, FieldValue } from "../api/view";
import { t } from "../language";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { drawField, drawProblem, labelWords, leave, tie } from "./field";
import { idOf } from "./keys";


/** Value of the option that stands for none: an option of the widget may have the value "". */
const NONE = "none";

function chosen(node: ChoicesNode, drawing: Drawing): FieldValue {
  const drafted = drawing.drafts.get(node.key);
  return drafted === undefined ? node.selected : drafted;
}

function choose(node: ChoicesNode, value: string | null, field: HTMLInputElement | HTMLSelectElement, drawing: Drawing): void {
  drawing.drafts.set(node.key, value, node.selected);
  leave(field, node, value, node.selected, drawing);
}

export function drawSelect(node: ChoicesNode, drawing: Drawing): Drawn {
  const value = chosen(node, drawing);
  const { invalid, description } = tie(node, drawing);
  const changed = (event: Event) => {
    const field = event.target as HTMLSelectElement;
    choose(node, node.options[Number(field.value)]?.value ?? null, field, drawing);
  };
  // Something chosen that must stay chosen leaves no way back to nothing.
  const none = value === null || !node.required;
  return drawField(node, drawing, html`<span class="select">
    <select
      class="input"
      id=${idOf("field", node.key)}
      data-key=${node.key}
      ?required=${node.required}
      aria-invalid=${invalid}
      aria-describedby=${description}
      @change=${changed}
    >
      ${none
        ? html`<option value=${node.required ? "" : NONE} .selected=${live(value === null)}>${t(node.required || value === null ? "view.choose" : "view.nothing")}</option>`
        : nothing}
      ${repeat(
        node.options,
        (option) => option.value,
        (option, at) => html`<option value=${at} .selected=${live(option.value === value)}>${option.label}</option>`,
      )}
    </select>
  </span>`);
}

export function drawRadio(node: ChoicesNode, drawing: Drawing): Drawn {
  const value = chosen(node, drawing);
  const { invalid, description } = tie(node, drawing);
  return html`<fieldset
    class="field radios"
    role="radiogroup"
    aria-required=${node.required ? "true" : nothing}
    aria-invalid=${invalid}
    aria-describedby=${description}
  >
    <legend dir="auto">${labelWords(node)}</legend>
    ${repeat(
      node.options,
      (option) => option.value,
      (option) => html`<label class="radio">
        <input
          type="radio"
          name=${node.key}
          data-key=${`${node.key} ${option.value}`}
          ?required=${node.required}
          .checked=${live(option.value === value)}
          @change=${(event: Event) => choose(node, option.value, event.target as HTMLInputElement, drawing)}
        />
        <span class="check-label" dir="auto">${option.label}</span>
      </label>`,
    )}
    ${drawProblem(node, drawing)}
  </fieldset>`;
}
