/** One setting as a field, and its value back from the form. */
import { html } from "lit";
import type { Setting, SettingValue } from "../api/types";

export function settingField(setting: Setting, value: SettingValue): unknown {
  const id = `setting-${setting.name}`;
  const label = html`<label for=${id}><bdi>${setting.label}</bdi></label>`;
  switch (setting.type) {
    case "boolean":
      return html`<label class="choice" for=${id}>
        <input type="checkbox" id=${id} name=${setting.name} .checked=${value === true} />
        <span><bdi>${setting.label}</bdi></span>
      </label>`;
    case "choice":
      return html`<div class="labelled">
        ${label}
        <select class="input" id=${id} name=${setting.name}>
          ${(setting.options ?? []).map((option) => html`<option value=${option} .selected=${option === value}>${option}</option>`)}
        </select>
      </div>`;
    case "number":
      return html`<div class="labelled">
        ${label}
        <input class="input" type="number" step="any" required id=${id} name=${setting.name} .value=${String(value)} />
      </div>`;
    default:
      // A text field of one line would lose the line breaks.
      if (String(value).includes("\n")) {
        return html`<div class="labelled">
          ${label}
          <textarea class="input" rows="4" dir="auto" id=${id} name=${setting.name} .value=${String(value)}></textarea>
        </div>`;
      }
      return html`<div class="labelled">
        ${label}
        <input class="input" type="text" autocomplete="off" dir="auto" id=${id} name=${setting.name} .value=${String(value)} />
      </div>`;
  }
}

export function readSetting(form: HTMLFormElement, setting: Setting): SettingValue {
  const field = form.elements.namedItem(setting.name);
  if (field instanceof HTMLInputElement) {
    if (setting.type === "boolean") return field.checked;
    if (setting.type === "number") return Number.isFinite(field.valueAsNumber) ? field.valueAsNumber : setting.default;
    return field.value;
  }
  return field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement ? field.value : setting.default;
}
