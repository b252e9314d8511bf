/** One setting as a field, what is wrong with it, and its value back from the form. */
import { html, nothing } from "lit";
import { langOf, translated } from "../api/said";
import type { Problem, Setting, SettingValue } from "../api/types";
import { t } from "../language";

/** Longest text of a setting, in characters, as the server has it. */
const MAX_TEXT = 2_000;

export function settingField(setting: Setting, value: SettingValue, problem: string | null): unknown {
  const id = `setting-${setting.name}`;
  const invalid = problem === null ? nothing : "true";
  const hint = translated(setting.hint_in) ?? setting.hint;
  const description = [hint && `${id}-hint`, problem !== null && `${id}-problem`].filter(Boolean).join(" ") || nothing;
  const note = html`${hint ? html`<p class="field-hint" id=${`${id}-hint`}><bdi lang=${langOf(setting.hint_in)}>${hint}</bdi></p>` : nothing}
    ${problem === null ? nothing : html`<p class="field-problem" id=${`${id}-problem`}><bdi>${problem}</bdi></p>`}`;
  const label = html`<bdi lang=${langOf(setting.label_in)}>${translated(setting.label_in) ?? setting.label}</bdi>`;
  const labelled = (control: unknown) => html`<div class="labelled">
    <label for=${id}>${label}</label>
    ${control} ${note}
  </div>`;
  const options = translated(setting.options_in) ?? {};
  switch (setting.type) {
    case "boolean":
      return html`<div class="labelled">
        <label class="choice" for=${id}>
          <input class="switch" type="checkbox" role="switch" id=${id} name=${setting.name} .checked=${value === true} aria-invalid=${invalid} aria-describedby=${description} />
          <span>${label}</span>
        </label>
        ${note}
      </div>`;
    case "choice":
      return labelled(html`<span class="select"><select class="input" id=${id} name=${setting.name} aria-invalid=${invalid} aria-describedby=${description}>
        ${(setting.options ?? []).map((option) => html`<option value=${option} .selected=${option === value}>${options[option] ?? option}</option>`)}
      </select></span>`);
    case "number":
      return labelled(html`<input class="input" type="number" step=${setting.step ?? "any"} min=${setting.min ?? nothing} max=${setting.max ?? nothing} required id=${id} name=${setting.name} .value=${String(value)} aria-invalid=${invalid} aria-describedby=${description} />`);
    default:
      // A text field of one line would lose the line breaks.
      return String(value).includes("\n")
        ? labelled(html`<textarea class="input" rows="4" dir="auto" id=${id} name=${setting.name} .value=${String(value)} aria-invalid=${invalid} aria-describedby=${description}></textarea>`)
        : labelled(html`<input class="input" type="text" autocomplete="off" dir="auto" id=${id} name=${setting.name} .value=${String(value)} aria-invalid=${invalid} aria-describedby=${description} />`);
  }
}

/** What stands in the field of a setting, or why it is no value. */
export function readSetting(form: HTMLFormElement, setting: Setting): { value: SettingValue } | { problem: string } {
  const field = form.elements.namedItem(setting.name);
  if (field instanceof HTMLInputElement && setting.type === "boolean") return { value: field.checked };
  if (field instanceof HTMLInputElement && setting.type === "number") {
    const value = field.valueAsNumber;
    if (!Number.isFinite(value)) return { problem: t("settings.not-a-number") };
    if (setting.min !== undefined && value < setting.min) return { problem: t("settings.too-small", { least: setting.min }) };
    if (setting.max !== undefined && value > setting.max) return { problem: t("settings.too-large", { most: setting.max }) };
    return { value };
  }
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement)) {
    return { value: setting.default };
  }
  return [...field.value].length > MAX_TEXT ? { problem: t("settings.too-long", { most: MAX_TEXT }) } : { value: field.value };
}

/** The setting that an answer of the server is about, and what it says: `settings.NAME: what is wrong`. */
export function refusedSetting(problem: Problem, schema: Setting[]): { name: string; words: string } | null {
  const found = /^`?settings\.([^\s:`]+)`?:\s*(.*)$/s.exec(problem.detail ?? "");
  const name = schema.find((setting) => setting.name === found?.[1])?.name;
  return name === undefined ? null : { name, words: [found?.[2], problem.hint].filter(Boolean).join(" ") };
}
