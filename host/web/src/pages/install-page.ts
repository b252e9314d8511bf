/** The consent page. The host's words first and largest, the author's words marked as such, every permission a decision. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announce, notify } from "../announce";
import { api, packageOf } from "../api/client";
import { asProblem } from "../api/http";
import type { Account, Grants, Package, Permission, Problem } from "../api/types";
import { decisionFor, grantEditor, scopeOf, type Decision } from "../chrome/grant-editor";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import { loading, problemNote } from "../chrome/problem-note";
import { navigate } from "../router";
import { cannot, limits, origin } from "./consent-facts";
import { picture } from "./package-card";

@customElement("install-page")
export class InstallPage extends LightElement {
  @property({ attribute: false }) account!: Account;
  @property() digest = "";
  @state() private package: Package | null = null;
  @state() private decisions = new Map<string, Decision>();
  @state() private problem: Problem | null = null;
  @state() private busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("digest")) void this.#load();
  }

  async #load(): Promise<void> {
    this.package = null;
    this.problem = null;
    try {
      const found = await packageOf(api, this.digest);
      this.decisions = new Map(found.permissions.map((permission) => [permission.capability, decisionFor(permission)]));
      this.package = found;
      document.title = `Install ${found.title}? · Fanlight`;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  #install = async (): Promise<void> => {
    const found = this.package;
    if (!found || this.busy) return;
    this.busy = true;
    this.problem = null;
    const grants: Grants = {};
    for (const permission of found.permissions) {
      const decision = this.#decision(permission);
      if (decision.on) grants[permission.capability] = scopeOf(permission, decision);
    }
    try {
      const { restored } = await api.install(this.account.home_board, found.digest, grants);
      navigate("/");
      if (restored) notify(`${found.title} is on your board. Earlier data of this widget comes back.`);
      else announce(`${found.title} is on your board.`);
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  };

  #decision(permission: Permission): Decision {
    return this.decisions.get(permission.capability) ?? decisionFor(permission);
  }

  protected override render(): unknown {
    const found = this.package;
    // One heading, before and after: it has the focus since the page was entered, and would lose it with another element.
    return html`<div class="page consent">
      <header class="identity">
        <p class="muted small" ?hidden=${!found}>Review before installing</p>
        <h1 tabindex="-1">${found ? html`Install <bdi>${found.title}</bdi>?` : "Review before installing"}</h1>
        ${found ? html`<p class="lead"><bdi>${found.description}</bdi></p>` : nothing}
      </header>
      ${found ? this.#consent(found) : this.problem ? problemNote(this.problem, () => void this.#load()) : loading("Reading the package…")}
    </div>`;
  }

  #consent(found: Package): unknown {
    return html`<div class="consent-main">
        ${found.kind === "theme" ? this.#themeNote() : this.#may(found)} ${cannot(found)} ${limits(found)} ${origin(found)}
      </div>
      ${this.#side(found)}`;
  }

  #may(found: Package): unknown {
    return html`<section class="section" aria-labelledby="may-title">
      <h2 id="may-title">What it may do</h2>
      ${found.permissions.length === 0
        ? html`<p>Nothing beyond drawing itself and remembering its own state. It asks for no permission.</p>`
        : html`<p class="muted">You decide on each, now and at any time later. What you switch off, it cannot do.</p>
            <ul class="grants" role="list">
              ${found.permissions.map((permission) =>
                grantEditor(permission, this.#decision(permission), this.account, (decision) => {
                  this.decisions = new Map(this.decisions).set(permission.capability, decision);
                }),
              )}
            </ul>`}
    </section>`;
  }

  #themeNote(): unknown {
    return html`<section class="section" aria-labelledby="may-title">
      <h2 id="may-title">What it may do</h2>
      <p>Choose colours, sizes and type for widgets and the board. It sees the hour and light or dark, nothing of yours.</p>
    </section>`;
  }

  #side(found: Package): unknown {
    return html`<aside class="consent-side" aria-label="Your decision">
      ${picture(found)}
      <div class="consent-decide">
        <h2>Your decision</h2>
        <ul class="summary" role="list" aria-live="polite">
          ${found.permissions.map((permission) => this.#summary(permission))}
          <li>
            ${icon(found.state === "board" ? "people" : "person")}
            <span>${found.state === "board" ? "What it keeps is shared by everyone on the board." : "What it keeps is yours alone."}</span>
          </li>
        </ul>
        ${this.problem ? problemNote(this.problem) : nothing}
        ${found.kind === "widget"
          ? html`<button type="button" class="btn primary" aria-disabled=${this.busy ? "true" : nothing} @click=${this.#install}>
              ${this.busy ? "Installing…" : "Install"}
            </button>`
          : html`<a class="btn primary" href="/gallery">Apply it in the gallery</a>`}
        <a class="btn" href="/gallery">Cancel</a>
        <p class="muted small">You can pause, narrow or remove it from its menu whenever you like.</p>
      </div>
    </aside>`;
  }

  #summary(permission: Permission): unknown {
    const { on, folder } = this.#decision(permission);
    return html`<li class=${on ? "" : "off"}>
      ${icon(on ? "check" : "none")}
      <span>
        ${on ? permission.words : html`Not allowed: ${permission.words}`}
        ${on && folder !== null && folder !== (permission.scope.folder ?? "")
          ? html`<strong>Narrowed to “<bdi>${folder}</bdi>”.</strong>`
          : nothing}
      </span>
    </li>`;
  }
}
