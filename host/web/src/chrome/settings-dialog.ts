/** A widget's settings, as a form made from the schema in its manifest. */
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import { announce } from "../announce";
import type { Setting, SettingValue, Widget } from "../api/types";
import { rich, t } from "../language";
import { DialogElement } from "./dialog";
import { loading } from "./problem-note";
import { readSetting, settingField } from "./setting-field";

@customElement("settings-dialog")
export class SettingsDialog extends DialogElement {
  @property({ attribute: false }) widget!: Widget;
  @state() private schema: Setting[] | null = null;
  #values: Record<string, SettingValue> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      const settings = await api.settings(this.widget.id);
      this.#values = settings.values;
      this.schema = settings.schema;
    });
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const values = Object.fromEntries((this.schema ?? []).map((setting) => [setting.name, readSetting(form, setting)]));
    void this.attempt(async () => {
      const widget = await api.saveSettings(this.widget.id, values);
      announce(t("settings.saved"));
      this.dispatchEvent(new CustomEvent("done", { detail: widget }));
      this.close();
    });
  };

  protected override heading(): unknown {
    return rich("settings.title", { title: html`<bdi>${this.widget.title}</bdi>` });
  }

  protected override content(): unknown {
    if (!this.schema) return this.problem ? "" : loading(t("settings.loading"));
    if (this.schema.length === 0) return html`<p>${t("settings.none")}</p>`;
    return html`<form class="section" @submit=${this.#save}>
      ${this.schema.map((setting) => settingField(setting, this.#values[setting.name] ?? setting.default))}
      <div class="dialog-foot">
        <button type="button" class="btn" @click=${() => this.close()}>${t("action.cancel")}</button>
        <button type="submit" class="btn primary">${t("settings.save")}</button>
      </div>
    </form>`;
  }
}
