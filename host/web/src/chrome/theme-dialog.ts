/** A theme before it is put on: both screens, then apply or not. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announce } from "../announce";
import { api } from "../api/client";
import type { Package } from "../api/types";
import { titleOf } from "../api/said";
import { rich, t } from "../language";
import { refreshTheme } from "../viewer/theme";
import { DialogElement } from "./dialog";
import "./theme-preview";

/** Dispatches `applied` when the theme is on. */
@customElement("theme-dialog")
export class ThemeDialog extends DialogElement {
  @property({ attribute: false }) theme!: Package;
  @state() private usable = false;
  #applying = false;

  #apply = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.#applying || !this.usable) return;
    this.#applying = true;
    void this.attempt(async () => {
      await api.applyTheme(this.theme.digest);
      await refreshTheme();
      announce(t("theming.applied", { title: titleOf(this.theme) }));
      this.dispatchEvent(new CustomEvent("applied"));
      this.close();
    }).then(() => (this.#applying = false));
  };

  protected override heading(): unknown {
    return rich("theming.title", { title: html`<bdi>${titleOf(this.theme)}</bdi>` });
  }

  protected override content(): unknown {
    return html`<form class="section" @submit=${this.#apply}>
      <p class="muted small">${t("theming.lead")}</p>
      <theme-preview .theme=${this.theme} @looked=${(event: CustomEvent<boolean>) => (this.usable = event.detail)}></theme-preview>
      <p>
        <a
          href=${api.themeTokens(this.theme.digest)}
          download=${`${this.theme.name}.tokens.json`}
          aria-label=${t("theming.tokens.label", { title: titleOf(this.theme) })}
          >${t("theming.tokens")}</a
        >
      </p>
      <div class="dialog-foot">
        <button type="button" class="btn" @click=${() => this.close()}>${t("theming.cancel")}</button>
        <button type="submit" class="btn primary" aria-disabled=${this.usable ? nothing : "true"}>${t("theming.apply")}</button>
      </div>
    </form>`;
  }
}
