/** The consent page. The host's words first and largest, the author's words marked as such, every permission a decision. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announce, notify } from "../announce";
import { api, packageOf } from "../api/client";
import { asProblem } from "../api/http";
import type { Account, Grant, Grants, Package, Permission, Problem } from "../api/types";
import { langOf, said, titleOf, translated } from "../api/said";
import { addressOf, boards } from "../boards";
import { grantEditor } from "../chrome/grant-editor";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import { decisionFor, narrowedTo, scopeOf, type Decision } from "../chrome/narrowing";
import { loading, problemNote } from "../chrome/problem-note";
import { rich, t } from "../language";
import { navigate } from "../router";
import { cannot, limits, origin } from "./consent-facts";
import { picture } from "./package-card";

@customElement("install-page")
export class InstallPage extends LightElement {
  @property({ attribute: false }) account!: Account;
  @property() digest = "";
  @state() private package: Package | null = null;
  @state() private decisions = new Map<string, Decision>();
  /** The host's words for what was narrowed, by capability. */
  @state() private narrowed = new Map<string, Grant>();
  @state() private problem: Problem | null = null;
  @state() private busy = false;
  @state() private board: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("digest")) void this.#load();
  }

  /** Again in another language, too. */
  protected override updated(): void {
    if (this.package) document.title = `${t("consent.title", { title: titleOf(this.package) })} · Fanlight`;
  }

  async #load(): Promise<void> {
    this.package = null;
    this.problem = null;
    try {
      const found = await packageOf(api, this.digest);
      this.decisions = new Map(found.permissions.map((permission) => [permission.capability, decisionFor(permission)]));
      this.narrowed = new Map();
      this.package = found;
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
      const board = this.#board();
      const { id, restored } = await api.install(board, found.digest, grants);
      boards.arrived = id;
      navigate(board === this.account.home_board ? "/" : addressOf(board));
      const title = titleOf(found);
      if (restored) notify(t("consent.done.restored", { title }));
      else announce(t("consent.done", { title }));
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  };

  /** The board that was chosen, or else the one that was looked at last. */
  #board(): string {
    const wanted = this.board ?? boards.last;
    return boards.own.find((board) => board.id === wanted)?.id ?? this.account.home_board;
  }

  #decision(permission: Permission): Decision {
    return this.decisions.get(permission.capability) ?? decisionFor(permission);
  }

  async #decide(permission: Permission, decision: Decision): Promise<void> {
    const { capability } = permission;
    this.decisions = new Map(this.decisions).set(capability, decision);
    this.narrowed = new Map([...this.narrowed].filter(([one]) => one !== capability));
    if (narrowedTo(permission, decision) === null) return;
    try {
      const grant = (await api.words(this.digest, { [capability]: scopeOf(permission, decision) })).grants[capability];
      if (grant && this.#decision(permission) === decision) this.narrowed = new Map(this.narrowed).set(capability, grant);
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** As it would be granted. */
  #worded(permission: Permission): Permission {
    const { words, words_in } = this.narrowed.get(permission.capability) ?? permission;
    return { ...permission, words, words_in: words_in ?? {} };
  }

  protected override render(): unknown {
    const found = this.package;
    // One heading, before and after: it has the focus since the page was entered, and would lose it with another element.
    return html`<div class="page consent">
      <header class="identity">
        <p class="muted small" ?hidden=${!found}>${t("consent.review")}</p>
        <h1 tabindex="-1">${found ? rich("consent.title", { title: html`<bdi>${titleOf(found)}</bdi>` }) : t("consent.review")}</h1>
        ${found ? html`<p class="lead" lang=${langOf(found.description_in)}><bdi>${translated(found.description_in) ?? found.description}</bdi></p>` : nothing}
      </header>
      ${found ? this.#consent(found) : this.problem ? problemNote(this.problem, () => void this.#load(), html`<a href="/gallery">${t("shell.nothing.gallery")}</a>`) : loading(t("consent.reading"))}
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
      <h2 id="may-title">${t("consent.may")}</h2>
      ${found.permissions.length === 0
        ? html`<p>${t("consent.may.none")}</p>`
        : html`<p class="muted">${t("consent.may.lead")}</p>
            <ul class="grants" role="list">
              ${found.permissions.map((permission) =>
                grantEditor(
                  this.#worded(permission),
                  this.#decision(permission),
                  this.account,
                  (decision) => void this.#decide(permission, decision),
                ),
              )}
            </ul>`}
    </section>`;
  }

  #themeNote(): unknown {
    return html`<section class="section" aria-labelledby="may-title">
      <h2 id="may-title">${t("consent.may")}</h2>
      <p>${t("consent.may.theme")}</p>
    </section>`;
  }

  #side(found: Package): unknown {
    return html`<aside class="consent-side" aria-label=${t("consent.decision")}>
      ${picture(found)}
      <div class="consent-decide">
        <h2>${t("consent.decision")}</h2>
        <ul class="summary" role="list" aria-live="polite">
          ${found.permissions.map((permission) => this.#summary(permission))}
          <li>
            ${icon(found.state === "board" ? "people" : "person")}
            <span>${t(found.state === "board" ? "consent.shared" : "consent.own")}</span>
          </li>
        </ul>
        ${found.kind === "widget" && boards.own.length > 1 ? this.#where() : nothing}
        ${this.problem ? problemNote(this.problem) : nothing}
        ${found.kind === "widget"
          ? html`<button type="button" class="btn primary" aria-disabled=${this.busy ? "true" : nothing} @click=${this.#install}>
              ${t(this.busy ? "consent.installing" : "consent.install")}
            </button>`
          : html`<a class="btn primary" href="/gallery">${t("consent.apply")}</a>`}
        <a class="btn" href="/gallery">${t("action.cancel")}</a>
        <p class="muted small">${t("consent.later")}</p>
      </div>
    </aside>`;
  }

  #where(): unknown {
    const chosen = this.#board();
    return html`<div class="labelled">
      <label for="install-board">${t("consent.board")}</label>
      <select class="input" id="install-board" @change=${(event: Event) => (this.board = (event.target as HTMLSelectElement).value)}>
        ${boards.own.map((board) => html`<option value=${board.id} .selected=${board.id === chosen}>${board.name}</option>`)}
      </select>
    </div>`;
  }

  #summary(permission: Permission): unknown {
    const { on } = this.#decision(permission);
    const words = said(this.#worded(permission));
    return html`<li class=${on ? "" : "off"}>
      ${icon(on ? "check" : "none")}
      <span>${on ? words : t("consent.off", { words })}</span>
    </li>`;
  }
}
