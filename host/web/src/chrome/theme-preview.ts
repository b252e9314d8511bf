/** A theme on a light and on a dark screen, side by side, as it is at this hour. Nobody need have put it on. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Package, Problem, ThemeTokens } from "../api/types";
import { t } from "../language";
import { contrast } from "../viewer/scheme";
import { LightElement } from "./light-element";
import { loading, problemNote } from "./problem-note";
import "./theme-sample";

const SCHEMES = ["light", "dark"] as const;

@customElement("theme-preview")
export class ThemePreview extends LightElement {
  @property({ attribute: false }) theme!: Package;
  /** For a card: less in it, and only decoration. */
  @property({ type: Boolean }) compact = false;
  @state() private looks: ThemeTokens[] | null = null;
  @state() private problem: Problem | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("theme")) void this.#load();
  }

  /** Dispatches `looked` (detail: whether it can be used on both screens). */
  async #load(): Promise<void> {
    this.looks = this.problem = null;
    try {
      const hour = new Date().getHours();
      const both = await Promise.all(SCHEMES.map((scheme) => api.previewTheme(this.theme.digest, scheme, contrast(), hour)));
      const failed = both.find((look) => look.error)?.error;
      if (failed) {
        const { kind, message, hint } = failed;
        this.problem = { status: 0, title: t("theming.unusable"), kind, detail: message, ...(hint ? { hint } : {}) };
      } else {
        this.looks = both.map((look) => look.tokens);
      }
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.dispatchEvent(new CustomEvent("looked", { detail: this.looks !== null }));
  }

  protected override render(): unknown {
    if (this.problem) return this.compact ? nothing : problemNote(this.problem);
    const { looks } = this;
    if (!looks) return this.compact ? nothing : loading(t("theming.loading"));
    return html`<div class="theme-looks" aria-hidden=${this.compact ? "true" : nothing}>
      ${SCHEMES.map((scheme, place) => {
        const sample = html`<theme-sample scheme=${scheme} ?compact=${this.compact} .tokens=${looks[place] ?? {}}></theme-sample>`;
        return this.compact
          ? sample
          : html`<figure><figcaption>${t(scheme === "light" ? "theming.light" : "theming.dark")}</figcaption>${sample}</figure>`;
      })}
    </div>`;
  }
}
