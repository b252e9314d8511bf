/** What the fields have in common: a label above, what was not accepted beneath, and ties between them for screen readers. */
import { html, nothing } from "lit";
import { noChange } from "lit";
import { Directive, directive, PartType, type ElementPart, type PartInfo, type PropertyPart } from "lit/directive.js";
import { setCommittedValue } from "lit/directive-helpers.js";
import type { FieldValue } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { idOf } from "./keys";

interface Labelled {
  key: string;
  label: string;
  required?: boolean;
  problem?: string | null;
}

/** What was not accepted, by the widget or by the browser. */
export function problemOf(node: Labelled, drawing: Drawing): string | null {
  return drawing.drafts.complaint(node.key) ?? node.problem ?? null;
}

/** Attributes of the control: `aria-invalid` and `aria-describedby`. */
export function tie(node: Labelled, drawing: Drawing): { invalid: unknown; description: unknown } {
  const found = problemOf(node, drawing) !== null;
  return { invalid: found ? "true" : nothing, description: found ? idOf("problem", node.key) : nothing };
}

export function labelWords(node: Labelled): unknown {
  return html`${node.label}${node.required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}`;
}

export function drawProblem(node: Labelled, drawing: Drawing): unknown {
  const problem = problemOf(node, drawing);
  return problem === null ? nothing : html`<p class="field-problem" id=${idOf("problem", node.key)}><bdi>${problem}</bdi></p>`;
}

export function drawField(node: Labelled, drawing: Drawing, control: unknown): Drawn {
  return html`<div class="field">
    <label for=${idOf("field", node.key)} dir="auto">${labelWords(node)}</label>
    ${control} ${drawProblem(node, drawing)}
  </div>`;
}

/**
 * A field was left with `value` in it. Outside of a form that sends it, unless the browser knows that it is not valid:
 * then it says so beside the field. Inside, it waits for the submission, and the browser checks then.
 */
export function leave(
  field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
  node: Labelled,
  value: FieldValue,
  given: FieldValue,
  drawing: Drawing,
): void {
  if (drawing.inForm) return drawing.redraw();
  if (!field.validity.valid) {
    drawing.drafts.complain(node.key, field.validationMessage, value);
    return drawing.redraw();
  }
  if (value !== given) drawing.send({ type: "input", key: node.key, value });
  else drawing.redraw();
}

/** Sets `value` of a number or date, but not over what a person is half way through, which has no value yet. */
class UnlessHalfWay extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.PROPERTY) throw new Error("`unlessHalfWay` sets a property");
  }
  override render(value: string): unknown {
    return value;
  }
  override update(part: PropertyPart | ElementPart, [value]: [string]): unknown {
    const field = part.element as HTMLInputElement;
    if (field.value === value || field.validity.badInput) return noChange;
    setCommittedValue(part as PropertyPart); // what is in the field is not what was set last
    return value;
  }
}
export const unlessHalfWay = directive(UnlessHalfWay);
