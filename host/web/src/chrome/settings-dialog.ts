/** A widget's settings, as a form made from the schema in its manifest. */
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import { announce } from "../announce";
import type { Setting, SettingValue, Widget } from "../api/types";
import { titleOf } from "../api/said";
import { rich, t } from "../language";
import { DialogElement } from "./dialog";
import { loading } from "./problem-note";
import { readSetting, refusedSetting, settingField } from "./setting-field";

@customElement("settings-dialog")
export class SettingsDialog extends DialogElement {
  @property({ attribute: false }) widget!: Widget;
  @state() private schema: Setting[] | null = null;
  /** What is wrong with a setting, by its name. */
  @state() private problems: ReadonlyMap<string, string> = new Map();
  /** What the fields show when they are made; what a person entered is in the form alone, until it is saved. */
  @state() private values: Record<string, SettingValue> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      const settings = await api.settings(this.widget.id);
      this.values = settings.values;
      this.schema = settings.schema;
    });
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const schema = this.schema ?? [];
    const read = schema.map((setting) => [setting.name, readSetting(event.target as HTMLFormElement, setting)] as const);
    const values = Object.fromEntries(read.flatMap(([name, entry]) => ("value" in entry ? [[name, entry.value]] : [])));
    this.#show(new Map(read.flatMap(([name, entry]) => ("problem" in entry ? [[name, entry.problem]] : []))));
    if (this.problems.size > 0) return;
    void this.attempt(async () => {
      try {
        const widget = await api.saveSettings(this.widget.id, values);
        announce(t("settings.saved"));
        this.dispatchEvent(new CustomEvent("done", { detail: widget }));
        this.close();
      } catch (error) {
        const refused = refusedSetting(asProblem(error), schema);
        if (!refused) throw error;
        this.#show(new Map([[refused.name, refused.words]]));
      }
    });
  };

  /** Say beside each field what is wrong with it, and go to the first. */
  #show(problems: ReadonlyMap<string, string>): void {
    this.problems = problems;
    const [first] = problems.keys();
    if (first !== undefined) void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus());
  }

  /** Fill in what the package declares; nothing changes until it is saved. */
  #reset = (): void => {
    this.values = Object.fromEntries((this.schema ?? []).map((setting) => [setting.name, setting.default]));
    this.problems = new Map();
    announce(t("settings.reset.done"));
  };

  protected override heading(): unknown {
    return rich("settings.title", { title: html`<bdi>${titleOf(this.widget)}</bdi>` });
  }

  protected override content(): unknown {
    if (!this.schema) return this.problem ? "" : loading(t("settings.loading"));
    if (this.schema.length === 0) return html`<p>${t("settings.none")}</p>`;
    return html`<form class="section" novalidate @submit=${this.#save}>
      ${keyed(
        this.values,
        this.schema.map((setting) => settingField(setting, this.values[setting.name] ?? setting.default, this.problems.get(setting.name) ?? null)),
      )}
      <div class="dialog-foot">
        <button type="button" class="btn quiet reset" @click=${this.#reset}>${t("settings.reset")}</button>
        <button type="button" class="btn" @click=${() => this.close()}>${t("action.cancel")}</button>
        <button type="submit" class="btn primary">${t("settings.save")}</button>
      </div>
    </form>`;
  }
}
