/** A sign-in link to hand over: selected when it comes, and copied by a button. */
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announce } from "../announce";
import { t } from "../language";
import { icon } from "./icons";
import { LightElement } from "./light-element";

@customElement("sign-in-link")
export class SignInLink extends LightElement {
  @property() link = "";
  /** What the field is called. */
  @property({ attribute: false }) label: unknown;
  /** What to know before it is handed over. */
  @property({ attribute: false }) note: unknown;

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("link")) return;
    this.#field?.focus();
    this.#field?.select();
  }

  #copy = async (): Promise<void> => {
    this.#field?.select();
    try {
      await navigator.clipboard.writeText(this.link);
      announce(t("members.copied"));
    } catch {
      // The clipboard exists on secure origins only, and Fanlight may run on a plain address in the home.
      announce(t("members.copy.failed"));
    }
  };

  protected override render(): unknown {
    return html`<div class="invited" role="status">
      <div class="labelled">
        <label for="sign-in-link">${this.label}</label>
        <input class="input" id="sign-in-link" dir="ltr" readonly .value=${this.link} />
      </div>
      <button type="button" class="btn" @click=${() => void this.#copy()}>${icon("link")}${t("members.copy")}</button>
      <p class="small muted">${this.note}</p>
    </div>`;
  }
}
