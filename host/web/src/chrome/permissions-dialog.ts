/**
 * What an installed widget may do, changed at once: off revokes, on restores, a folder or a choice of sites narrows. Only what was decided here is changed:
 * another window may have decided about the rest meanwhile.
 */
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api, packageOf } from "../api/client";
import { announce } from "../announce";
import type { Account, Grant, Grants, Package, Permission, Widget } from "../api/types";
import { titleOf } from "../api/said";
import { rich, t } from "../language";
import { follow } from "../live";
import { DialogElement } from "./dialog";
import { grantEditor } from "./grant-editor";
import { decisionFor, scopeOf, type Decision } from "./narrowing";
import { loading } from "./problem-note";

@customElement("permissions-dialog")
export class PermissionsDialog extends DialogElement {
  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) account!: Account;
  @state() private package: Package | null = null;
  #words = new Map<string, Pick<Grant, "words" | "words_in">>();
  #unfollow: (() => void) | null = null;
  @state() private decisions = new Map<string, Decision>();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      const found = await packageOf(api, this.widget.package.digest);
      const { grants } = await api.grants(this.widget.id);
      this.package = found;
      this.#told(grants);
    });
    this.#unfollow = follow(api, this.widget.board, { widgets: () => void this.attempt(() => this.#read()) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
  }

  async #read(): Promise<void> {
    this.#told((await api.grants(this.widget.id)).grants);
  }

  #decide(permission: Permission, decision: Decision): void {
    const before = this.decisions.get(permission.capability);
    this.#put(permission.capability, decision);
    void this.attempt(async () => {
      try {
        if (decision.on) await this.#allow(permission, decision);
        else await api.revoke(this.widget.id, permission.capability);
      } catch (error) {
        if (before) this.#put(permission.capability, before);
        throw error;
      }
      announce(t(decision.on ? "permissions.saved" : "permissions.revoked"));
      this.dispatchEvent(new CustomEvent("done"));
    });
  }

  /** The server takes all grants at once: those of now, with this one. */
  async #allow(permission: Permission, decision: Decision): Promise<void> {
    const { grants } = await api.grants(this.widget.id);
    const wanted: Grants = {};
    for (const [capability, grant] of Object.entries(grants)) if (grant.granted) wanted[capability] = grant.scope;
    wanted[permission.capability] = scopeOf(permission, decision);
    this.#told((await api.grant(this.widget.id, wanted)).grants);
  }

  /** What is granted now, and the host's words for it, such as a narrower folder. */
  #told(grants: Record<string, Grant>): void {
    const decisions = new Map<string, Decision>();
    for (const permission of this.package?.permissions ?? []) {
      const grant = grants[permission.capability] ?? { granted: false, scope: permission.scope };
      decisions.set(permission.capability, decisionFor(permission, grant));
    }
    for (const [capability, grant] of Object.entries(grants)) if (grant.granted) this.#words.set(capability, grant);
    this.decisions = decisions;
  }

  #worded(capability: string): Pick<Grant, "words" | "words_in"> | null {
    const told = this.#words.get(capability);
    return told ? { words: told.words, words_in: told.words_in ?? {} } : null;
  }

  #put(capability: string, decision: Decision): void {
    this.decisions = new Map(this.decisions).set(capability, decision);
  }

  protected override heading(): unknown {
    return rich("permissions.title", { title: html`<bdi>${titleOf(this.widget)}</bdi>` });
  }

  protected override content(): unknown {
    const found = this.package;
    if (!found) return this.problem ? "" : loading(t("permissions.loading"));
    if (found.permissions.length === 0) return html`<p>${t("permissions.none")}</p>`;
    return html`<p class="muted">${t("permissions.lead")}</p>
      <ul class="grants" role="list">
        ${found.permissions.map((permission) =>
          grantEditor(
            { ...permission, ...this.#worded(permission.capability) },
            this.decisions.get(permission.capability) ?? decisionFor(permission),
            this.account,
            (decision) => this.#decide(permission, decision),
          ),
        )}
      </ul>`;
  }
}
