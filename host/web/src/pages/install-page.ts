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
import { installed, versionsOf, type Installed } from "./installed";
import { picture } from "./package-card";
import { targetChoice, type Target } from "./target";

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
  /** Where it goes; null until the person says otherwise than the page. */
  @state() private target: Target | null = null;
  /** Where another version of it is. */
  @state() private others: Installed[] = [];

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
      const [found, all] = await Promise.all([packageOf(api, this.digest), installed()]);
      this.others = versionsOf(found, all).filter(({ widget }) => widget.package.digest !== found.digest);
      this.package = found;
      this.#choose(null);
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
    const target = this.#target;
    const { version } = found;
    const title = titleOf(found);
    try {
      if (typeof target === "string") {
        const { id, restored } = await api.install(target, found.digest, grants);
        this.#show(target, id);
        if (restored) notify(t("consent.done.restored", { title }));
        else announce(t("consent.done", { title }));
      } else {
        await api.update(target.widget.id, found.digest, grants);
        this.#show(target.board.id, target.widget.id);
        notify(t("consent.done.instead", { title, version }));
      }
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  };

  #show(board: string, widget: string): void {
    boards.arrived = widget;
    navigate(board === this.account.home_board ? "/" : addressOf(board));
  }

  /** What was chosen; or else where another version of it is, or the board that was looked at last. */
  get #target(): Target {
    if (this.target) return this.target;
    const { last, own } = boards;
    const other = this.others.find(({ board }) => board.id === last) ?? this.others[0];
    return other ?? own.find((board) => board.id === last)?.id ?? this.account.home_board;
  }

  /** What the version before may do, this one may; what is new is asked for as when it is installed. */
  #choose(target: Target | null): void {
    this.target = target;
    this.narrowed = new Map();
    this.decisions = new Map();
    for (const permission of this.package?.permissions ?? []) {
      void this.#decide(permission, decisionFor(permission, this.#before(permission)));
    }
  }

  /** What was decided about it for the version that is there. */
  #before({ capability }: Permission): Grant | undefined {
    const target = this.#target;
    return typeof target === "string" ? undefined : target.widget.grants[capability];
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
        <h1 tabindex="-1">${found ? this.#title(found) : t("consent.review")}</h1>
        ${found ? html`<p class="lead" lang=${langOf(found.description_in)}><bdi>${translated(found.description_in) ?? found.description}</bdi></p>` : nothing}
      </header>
      ${found ? this.#consent(found) : this.problem ? problemNote(this.problem, () => void this.#load(), html`<a href="/gallery">${t("shell.nothing.gallery")}</a>`) : loading(t("consent.reading"))}
    </div>`;
  }

  #title(found: Package): unknown {
    const values = { title: html`<bdi>${titleOf(found)}</bdi>`, version: html`<bdi>${found.version}</bdi>` };
    return typeof this.#target === "string" ? rich("consent.title", values) : rich("consent.title.instead", values);
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
                  typeof this.#target !== "string" && !this.#before(permission),
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
        ${found.kind === "widget" ? targetChoice(this.#target, this.others, (target) => this.#choose(target)) : nothing}
        ${this.problem ? problemNote(this.problem) : nothing}
        ${found.kind === "widget"
          ? html`<button type="button" class="btn primary" aria-disabled=${this.busy ? "true" : nothing} @click=${this.#install}>
              ${this.#verb()}
            </button>`
          : html`<a class="btn primary" href="/gallery">${t("consent.apply")}</a>`}
        <a class="btn" href="/gallery">${t("action.cancel")}</a>
        <p class="muted small">${t("consent.later")}</p>
      </div>
    </aside>`;
  }

  #verb(): string {
    if (this.busy) return t("consent.installing");
    return t(typeof this.#target === "string" ? "consent.install" : "consent.change");
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
