/** The notification centre: a bell with how many notices were not read, and a panel with the latest. Opening it reads them. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announce } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Notice, Problem } from "../api/types";
import { addressOf } from "../boards";
import { t } from "../language";
import { follow } from "../live";
import { formatNumber } from "../viewer/format";
import { icon, type IconName } from "./icons";
import { LightElement } from "./light-element";
import { place } from "./menu";
import { mark } from "./mark";
import { inWords } from "./notice-words";
import { loading, problemNote } from "./problem-note";
import "../view/relative-time";

/** Notices that are fetched at once. */
const PAGE = 20;
const ICONS: Record<string, IconName> = {
  "widget-failed": "alert",
  "widget-suspended": "rest",
  "documents-gone": "folder",
  "documents-back": "folder",
  "theme-failed": "alert",
  update: "plus",
  "member-joined": "people",
  "link-made": "device",
};

@customElement("notice-bell")
export class NoticeBell extends LightElement {
  /** The board whose stream tells of notices. */
  @property() board = "";
  @state() private unread = 0;
  @state() private notices: Notice[] | null = null;
  @state() private more = false;
  @state() private problem: Problem | null = null;
  #unfollow: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    this.#unfollow = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("board") || this.board === "") return;
    this.#unfollow?.();
    this.#unfollow = follow(api, this.board, {
      notices: (unread) => void this.#told(unread),
      // What came while the stream was down was never told.
      status: (status) => status === "open" && void this.#count(),
    });
  }

  get #panel(): HTMLElement | null {
    return this.querySelector("[popover]");
  }
  get #open(): boolean {
    return this.#panel?.matches(":popover-open") ?? false;
  }

  async #count(): Promise<void> {
    try {
      this.unread = (await api.notices(1)).unread;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  async #told(unread: number): Promise<void> {
    const fresh = unread - this.unread;
    this.unread = unread;
    if (this.#open) return this.#load();
    if (fresh <= 0) return;
    const latest = (await api.notices(1)).notices[0];
    if (latest) announce(t("notices.new", { count: fresh, title: inWords(latest).title }));
  }

  #load = async (): Promise<void> => {
    try {
      const { notices } = await api.notices(PAGE);
      this.notices = notices;
      this.more = notices.length === PAGE;
      this.problem = null;
      const latest = notices[0];
      if (latest && this.unread > 0) this.unread = (await api.readNotices(latest.id)).unread;
    } catch (error) {
      this.problem = asProblem(error);
    }
  };

  #older = async (): Promise<void> => {
    try {
      const { notices } = await api.notices(PAGE, this.notices?.at(-1)?.id);
      this.notices = [...(this.notices ?? []), ...notices];
      this.more = notices.length === PAGE;
    } catch (error) {
      this.problem = asProblem(error);
    }
  };

  #toggle = (event: Event): void => {
    const panel = this.#panel;
    if (!panel) return;
    if (this.#open) return panel.hidePopover();
    panel.showPopover();
    place(panel, event.currentTarget as HTMLElement);
    panel.focus();
    void this.#load();
  };

  #toggled = (event: ToggleEvent): void => {
    const button = this.querySelector("button");
    button?.setAttribute("aria-expanded", String(event.newState === "open"));
    // What was read looks read when it is opened again.
    if (event.newState === "closed") this.notices = this.notices?.map((notice) => ({ ...notice, read: true })) ?? null;
  };

  #close = (): void => this.#panel?.hidePopover();

  protected override render(): unknown {
    const unread = this.unread;
    return html`<button
        type="button"
        class="btn quiet icon-only bell"
        aria-expanded="false"
        aria-controls="notices"
        aria-label=${t("notices.unread", { count: unread })}
        @click=${this.#toggle}
      >
        ${icon("bell")}${unread > 0 ? html`<span class="count" aria-hidden="true">${unread > 99 ? "99+" : formatNumber(unread, 0)}</span>` : nothing}
      </button>
      <section class="notices" id="notices" popover="auto" tabindex="-1" aria-labelledby="notices-title" @toggle=${this.#toggled}>
        <div class="notices-head">
          <h2 id="notices-title">${t("notices")}</h2>
          <button type="button" class="btn quiet icon-only" aria-label=${t("action.close")} @click=${this.#close}>${icon("close")}</button>
        </div>
        ${this.problem ? problemNote(this.problem, () => void this.#load()) : nothing}
        ${this.notices ? this.#list(this.notices) : this.problem ? nothing : loading(t("notices.loading"))}
      </section>`;
  }

  #list(notices: Notice[]): unknown {
    if (notices.length === 0) {
      return html`<div class="notices-none">${mark("large")}<p><strong>${t("notices.none")}</strong></p><p class="muted small">${t("notices.none.text")}</p></div>`;
    }
    return html`<ul class="notice-list" role="list" tabindex="0" aria-label=${t("notices")}>
        ${notices.map((notice) => this.#notice(notice))}
      </ul>
      ${this.more ? html`<button type="button" class="btn compact" @click=${this.#older}>${t("notices.older")}</button>` : nothing}`;
  }

  #notice(notice: Notice): unknown {
    const { title, text, quote } = inWords(notice);
    return html`<li data-kind=${notice.kind} ?data-unread=${!notice.read}>
      <span class="notice-icon">${icon(ICONS[notice.kind] ?? "bell")}</span>
      <div>
        <p>
          <strong>${title}</strong>
          ${notice.read ? nothing : html`<span class="tag notable">${t("notices.is-new")}</span>`}
        </p>
        ${text ? html`<p class="small">${text}</p>` : nothing}
        ${quote ? html`<p class="small" lang=${quote.lang}><bdi>${quote.text}</bdi></p>` : nothing}
        <p class="muted small">
          <fanlight-relative-time .at=${notice.at}></fanlight-relative-time>
          ${notice.board ? html` · <a href=${addressOf(notice.board)} @click=${this.#close}>${t("notices.go")}</a>` : nothing}
        </p>
      </div>
    </li>`;
  }
}
