/** The gallery: what can be installed here, and the themes. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announce } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Account, Package, Problem } from "../api/types";
import { titleOf } from "../api/said";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import { mark } from "../chrome/mark";
import type { MenuItem } from "../chrome/menu";
import "../chrome/menu";
import "../chrome/package-delete-dialog";
import { loading, problemNote } from "../chrome/problem-note";
import { t } from "../language";
import { refreshTheme } from "../viewer/theme";
import "../chrome/theme-dialog";
import { installed, versionsOf, type Installed } from "./installed";
import { packageCard } from "./package-card";
import "./upload";

@customElement("gallery-page")
export class GalleryPage extends LightElement {
  @property({ attribute: false }) account!: Account;
  @state() private packages: Package[] | null = null;
  @state() private current: string | null = null;
  private installed: Installed[] = [];
  /** The theme that is looked at before it is put on. */
  @state() private tried: Package | null = null;
  @state() private problem: Problem | null = null;
  @state() private deleting: Package | null = null;
  private busy = false;
  /** What "Try again" does: what went wrong, once more. */
  private retry: () => unknown = () => this.#load();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const [packages, themes, all] = await Promise.all([api.packages(), api.themes(), installed()]);
      this.installed = all;
      this.current = themes.current;
      this.packages = packages;
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
      this.retry = () => this.#load();
    }
  }

  async #wear(theme: Package | null): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await api.applyTheme(theme?.digest ?? null);
      this.current = theme?.digest ?? null;
      const worn = await refreshTheme();
      announce(theme ? t("gallery.applied", { title: titleOf(theme) }) : t("gallery.removed"));
      const failure = worn?.error;
      this.problem = failure
        ? { status: 0, title: t("gallery.unusable"), detail: failure.message, kind: failure.kind, ...(failure.hint ? { hint: failure.hint } : {}) }
        : null;
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.retry = () => this.#wear(theme);
      this.busy = false;
    }
  }

  protected override render(): unknown {
    return html`<div class="page">
      <div class="page-head">
        <div>
          <h1 tabindex="-1">${t("gallery.title")}</h1>
          <p class="lead">
            ${t("gallery.lead")}
          </p>
        </div>
      </div>
      ${this.problem ? problemNote(this.problem, () => void this.retry()) : nothing}
      ${this.packages ? this.#sections(this.packages) : this.problem ? nothing : loading(t("gallery.opening"))}
      ${this.deleting
        ? html`<package-delete-dialog
            .package=${this.deleting}
            @done=${(event: CustomEvent<Package>) => this.#deleted(event.detail)}
            @dismissed=${() => (this.deleting = null)}
          ></package-delete-dialog>`
        : nothing}
      ${this.tried
        ? html`<theme-dialog
            .theme=${this.tried}
            @applied=${() => (this.current = this.tried?.digest ?? null)}
            @dismissed=${() => (this.tried = null)}
          ></theme-dialog>`
        : nothing}
    </div>`;
  }

  #sections(packages: Package[]): unknown {
    const widgets = packages.filter((item) => item.kind === "widget");
    const themes = packages.filter((item) => item.kind === "theme");
    return html`<section class="section" aria-labelledby="widgets-title">
        <h2 id="widgets-title">${t("gallery.widgets")}</h2>
        ${widgets.length > 0
          ? html`<ul class="packages" role="list">${widgets.map((item) => html`<li>${this.#widget(item)}</li>`)}</ul>`
          : this.#none(t("gallery.widgets.none"), t("gallery.widgets.none.text"))}
      </section>
      <section class="section" aria-labelledby="themes-title">
        <div class="section-head">
          <h2 id="themes-title">${t("gallery.themes")}</h2>
          <p class="muted small">${t("gallery.themes.lead")}</p>
        </div>
        ${themes.length > 0
          ? html`<ul class="packages" role="list">${themes.map((item) => html`<li>${this.#theme(item)}</li>`)}</ul>`
          : this.#none(t("gallery.themes.none"), t("gallery.themes.none.text"))}
      </section>
      <section class="section" aria-labelledby="upload-title">
        <h2 id="upload-title">${t("gallery.upload")}</h2>
        <package-upload @added=${() => void this.#load()}></package-upload>
      </section>`;
  }

  /** Only who owns the workspace clears the gallery up. */
  #menu(item: Package): unknown {
    if (this.account.role === "member") return nothing;
    const items = (): MenuItem[] => [
      { kind: "action", label: t("package.delete"), icon: "trash", danger: true, run: () => (this.deleting = item) },
    ];
    return html`<fanlight-menu label=${t("package.menu", { title: titleOf(item) })} .items=${items}></fanlight-menu>`;
  }

  #deleted(item: Package): void {
    this.packages = this.packages?.filter((known) => known.digest !== item.digest) ?? null;
    this.querySelector<HTMLElement>("h1")?.focus();
  }

  #widget(item: Package): unknown {
    return packageCard(
      item,
      this.#menu(item),
      html`<a class="btn primary compact" href=${`/install/${item.digest}`} aria-label=${this.#label(item)}>
          ${t("gallery.review")}
        </a>
        ${this.#where(item)}`,
    );
  }

  /** Of two versions it also says which. */
  #label(item: Package): string {
    const title = titleOf(item);
    const several = this.packages?.some((other) => other.name === item.name && other.digest !== item.digest);
    return several ? t("gallery.review.version", { title, version: item.version }) : t("gallery.review.label", { title });
  }

  /** Whether somebody has it already, or another version of it. */
  #where(item: Package): unknown {
    const all = versionsOf(item, this.installed);
    const same = all.find(({ widget }) => widget.package.digest === item.digest);
    const [one] = same ? [same] : all;
    if (!one) return nothing;
    const { board, widget } = one;
    return html`<span class="small muted">
      ${same ? t("gallery.on", { board: board.name }) : t("gallery.on.other", { version: widget.package.version, board: board.name })}
    </span>`;
  }

  #theme(item: Package): unknown {
    const worn = item.digest === this.current;
    return packageCard(
      item,
      html`${worn ? html`<span class="tag good">${icon("check")}${t("gallery.in-use")}</span>` : nothing}${this.#menu(item)}`,
      html`<button
          type="button"
          class=${worn ? "btn compact" : "btn primary compact"}
          aria-label=${worn ? t("gallery.remove.label", { title: titleOf(item) }) : t("theming.preview.label", { title: titleOf(item) })}
          @click=${() => (worn ? void this.#wear(null) : (this.tried = item))}
        >
          ${worn ? t("gallery.remove") : t("theming.preview")}
        </button>
        <a class="btn quiet compact" href=${`/install/${item.digest}`} aria-label=${t("gallery.details.label", { title: titleOf(item) })}>${t("gallery.details")}</a>`,
    );
  }

  #none(title: string, words: string): unknown {
    return html`<div class="empty">${mark("large")}<h3>${title}</h3><p class="muted">${words}</p></div>`;
  }
}
