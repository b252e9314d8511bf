/** The printed link ends in #TOKEN. Opening the page spends nothing: only the button does, so that no link preview can. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Problem } from "../api/types";
import { LightElement } from "../chrome/light-element";
import { mark } from "../chrome/mark";
import { problemNote } from "../chrome/problem-note";
import { rich, t } from "../language";
import { navigate } from "../router";

@customElement("sign-in-page")
export class SignInPage extends LightElement {
  @state() private token = decodeURIComponentSafely(location.hash.slice(1));
  @state() private problem: Problem | null = null;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#hash);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#hash);
  }
  #hash = (): void => {
    this.token = decodeURIComponentSafely(location.hash.slice(1));
    this.problem = null;
  };

  #signIn = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await api.signIn(this.token);
      // "replace": the spent token must not stay in the history.
      navigate("/", "replace");
    } catch (error) {
      this.problem = asProblem(error);
      // A link that was refused is spent; one that did not get through works when the server is back.
      if (refused(this.problem)) this.token = "";
    } finally {
      this.busy = false;
    }
  };

  protected override render(): unknown {
    return html`<div class="door">
      <section class="door-card" aria-labelledby="door-title">
        ${mark("large")}
        <h1 id="door-title" tabindex="-1">${t(this.token ? "sign-in.welcome" : "sign-in.title")}</h1>
        ${this.problem ? problemNote(this.problem) : nothing}
        ${this.token
          ? html`<p class="muted">${t("sign-in.once")}</p>
              <button type="button" class="btn primary" aria-disabled=${this.busy ? "true" : nothing} @click=${this.#signIn}>
                ${t(this.busy ? "sign-in.busy" : "sign-in.action")}
              </button>`
          : html`<div class="how">
              <ol>
                <li>${rich("sign-in.step.terminal", { command: html`<code>fanlight serve</code>` })}</li>
                <li>${t("sign-in.step.link")}</li>
              </ol>
            </div>
            ${this.problem?.hint ? nothing : html`<p class="muted small">${t("sign-in.new")} ${t("sign-in.invited")}</p>`}`}
      </section>
    </div>`;
  }
}

/** Not for want of an answer, and not because too many asked. */
function refused({ status }: Problem): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
