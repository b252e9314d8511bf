/** A board: its widgets, live. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announce, notify } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Account, Board, Problem, Widget } from "../api/types";
import { addressOf, boards, may } from "../boards";
import "../chrome/board-dialogs";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import { personName } from "../chrome/person-name";
import { loading, problemNote } from "../chrome/problem-note";
import "../chrome/permissions-dialog";
import "../chrome/remove-dialog";
import "../chrome/settings-dialog";
import { offerUndo } from "../chrome/toasts";
import "../chrome/usage-dialog";
import { t } from "../language";
import { follow, type LiveStatus } from "../live";
import { navigate } from "../router";
import { refreshTheme } from "../viewer/theme";
import { turn } from "../widget/slices";
import { boardHint, hintSeen, hintWanted } from "./board-hint";
import { boardStrip } from "./board-strip";
import "./empty-board";
import "./widget-grid";
import { differs, type WidgetDialog, type WidgetGrid } from "./widget-grid";

type Open = { dialog: WidgetDialog; widget: Widget } | { dialog: "new" | "rename" | "share" };

@customElement("board-page")
export class BoardPage extends LightElement {
  @property({ attribute: false }) account!: Account;
  @property() board = "";
  @state() private about: Board | null = null;
  @state() private widgets: Widget[] | null = null;
  @state() private problem: Problem | null = null;
  @state() private live: LiveStatus = "connecting";
  @state() private open: Open | null = null;
  @state() private hint = hintWanted();
  #unfollow: (() => void) | null = null;
  #wasOpen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    boards.addEventListener("change", this.#listed);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    boards.removeEventListener("change", this.#listed);
    this.#unfollow?.();
  }
  #listed = (): void => this.requestUpdate();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("board") && this.board !== "") this.#start();
  }

  get #grid(): WidgetGrid | null {
    return this.querySelector<WidgetGrid>("widget-grid");
  }

  #start(): void {
    this.#unfollow?.();
    this.#wasOpen = false;
    this.about = boards.find(this.board) ?? null;
    this.widgets = null;
    this.open = null;
    boards.visit(this.board);
    void this.#load();
    this.#unfollow = follow(api, this.board, {
      widgets: () => void this.#refresh(),
      boards: () => void this.#others(),
      theme: () => void refreshTheme(),
      status: (status) => this.#status(status),
    });
  }

  #status(status: LiveStatus): void {
    this.live = status;
    if (status !== "open") return;
    // What changed while the stream was down was never told, and a board that could not be fetched may be there now.
    // Each widget's element sees to its own frame.
    if (this.#wasOpen || this.problem) {
      void this.#refresh();
      void refreshTheme();
    }
    this.#wasOpen = true;
  }

  /** Also the names and the order of the boards may be other ones. */
  async #refresh(): Promise<void> {
    await Promise.all([this.#load(), boards.load().catch((error: unknown) => (this.problem = asProblem(error)))]);
  }

  /** Boards came, went or changed; this one may be gone, or not be shared any more. */
  async #others(): Promise<void> {
    const asked = this.board;
    try {
      await boards.load();
    } catch (error) {
      this.problem = asProblem(error);
      return;
    }
    if (asked !== this.board || !this.isConnected) return;
    if (boards.find(asked)) return this.#load();
    notify(t("board.gone"));
    navigate("/", "replace");
  }

  #load = async (): Promise<void> => {
    const asked = this.board;
    try {
      const { board, widgets } = await boards.open(asked);
      if (asked !== this.board) return;
      this.about = { ...boards.find(asked), ...board };
      document.title = `${board.name} · Fanlight`;
      // What tells of the board and what is on it are two tasks, so that the first does not wait for the second.
      if (!this.widgets) await turn();
      if (asked !== this.board) return;
      this.widgets = widgets;
      this.problem = null;
    } catch (error) {
      if (asked === this.board) this.problem = asProblem(error);
    }
  };

  protected override render(): unknown {
    const { about } = this;
    return html`${about
        ? boardStrip(about, this.account.home_board, {
            make: () => (this.open = { dialog: "new" }),
            rename: () => (this.open = { dialog: "rename" }),
            share: () => (this.open = { dialog: "share" }),
            shift: (by) => void this.#shift(about, by),
            remove: () => void this.#delete(about),
          })
        : nothing}
      <div class="board-ground">
        <div class="page">
          <div class="page-head">
            <div>
              <h1 tabindex="-1"><bdi>${about?.name ?? t("board.yours")}</bdi></h1>
              ${this.#state()}
            </div>
            ${this.widgets?.length && may(about, "manage") ? html`<a class="btn" href="/gallery">${icon("plus")}${t("board.add")}</a>` : nothing}
          </div>
          ${this.problem ? problemNote(this.problem, () => void this.#load(), html`<a href="/">${t("shell.nothing.link")}</a>`) : nothing}
          ${this.widgets === null ? (this.problem ? nothing : loading(t("board.opening"))) : this.#list(this.widgets)}
        </div>
      </div>
      ${this.#dialog()}`;
  }

  /** There is no stream of a board that is not there. */
  #state(): unknown {
    if (this.problem?.status === 404 && !this.widgets) return nothing;
    return html`<p class="muted live-state" data-status=${this.live}>
      <span class="dot" aria-hidden="true"></span><span>${t(`board.live.${this.live}`)}</span>
      ${this.#shared()}
    </p>`;
  }

  /** Whose board it is, or who sees it. */
  #shared(): unknown {
    const { about } = this;
    if (about?.mine === false && about.owner) {
      const words = may(about, "use") ? "board.shared-by" : "board.view-only";
      return html`<span>· ${t(words, { name: personName(about.owner.name) })}</span>`;
    }
    return about?.shared === "view" || about?.shared === "use" ? html`<span>· ${t(`board.shared.${about.shared}`)}</span>` : nothing;
  }

  #list(widgets: Widget[]): unknown {
    if (widgets.length === 0) {
      if (may(this.about, "manage")) return html`<empty-board></empty-board>`;
      return html`<section class="empty">
        <h2>${t("empty.guest.title")}</h2>
        <p>${t("empty.guest.text", { name: personName(this.about?.owner?.name ?? "") })}</p>
      </section>`;
    }
    return html`${this.hint && may(this.about, "arrange") ? boardHint(this.#hintRead) : nothing}
      <widget-grid
        .board=${this.about}
        .widgets=${widgets}
        @framed=${this.#framed}
        @arranged=${(event: CustomEvent<Widget[]>) => (this.widgets = event.detail)}
        @failed=${(event: CustomEvent<Problem>) => (this.problem = event.detail)}
        @open=${(event: CustomEvent<Open>) => (this.open = event.detail)}
      ></widget-grid>`;
  }

  #hintRead = (): void => {
    this.hint = false;
    hintSeen();
    this.querySelector<HTMLElement>("h1")?.focus();
  };

  /** The menu shows what the frame says, for example "Resume" when it is paused. */
  #framed = (event: CustomEvent<Widget>): void => {
    const { size, position, ...frame } = event.detail;
    const known = this.widgets?.find((widget) => widget.id === frame.id);
    // Each widget has its first frame when the board opens: drawing the whole list again for each would be most of the work.
    if (known && !differs({ ...known, version: frame.version }, event.detail)) return;
    this.widgets = this.widgets?.map((known) => (known.id === frame.id ? { ...known, ...frame } : known)) ?? null;
  };

  async #shift(about: Board, by: 1 | -1): Promise<void> {
    const own = boards.list.filter((board) => board.mine !== false);
    const at = own.findIndex((board) => board.id === about.id) + by;
    try {
      await api.changeBoard(about.id, { position: at });
      await boards.load();
      announce(t("board.moved", { name: about.name, at: at + 1, count: own.length }));
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  async #delete(about: Board): Promise<void> {
    try {
      const undoable = await api.deleteBoard(about.id);
      const next = boards.list.find((board) => board.id !== about.id);
      const { name } = about;
      offerUndo({
        ...undoable,
        name,
        message: () => t("board.deleted", { name }),
        back: ({ board }) => void boards.load().then(() => navigate(addressOf(board))),
      });
      // Away first: the stream tells that this board is gone.
      navigate(next ? addressOf(next.id) : "/", "replace");
      boards.forget(about.id);
      await boards.load();
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  #dialog(): unknown {
    if (!this.open) return nothing;
    const { open } = this;
    const dismissed = () => (this.open = null);
    const done = () => void this.#load();
    if (!("widget" in open)) {
      const made = (event: CustomEvent<Board>) => navigate(addressOf(event.detail.id));
      if (open.dialog === "new") return html`<board-name-dialog @done=${made} @dismissed=${dismissed}></board-name-dialog>`;
      if (open.dialog === "rename") return html`<board-name-dialog .board=${this.about} @done=${done} @dismissed=${dismissed}></board-name-dialog>`;
      return html`<share-dialog .board=${this.about} @done=${done} @dismissed=${dismissed}></share-dialog>`;
    }
    const { widget } = open;
    const changed = () => void this.#grid?.reload(widget.id);
    const gone = () => void this.#gone(widget);
    switch (open.dialog) {
      case "permissions":
        return html`<permissions-dialog .widget=${widget} .account=${this.account} @done=${changed} @dismissed=${dismissed}></permissions-dialog>`;
      case "settings":
        return html`<settings-dialog .widget=${widget} @done=${changed} @dismissed=${dismissed}></settings-dialog>`;
      case "usage":
        return html`<usage-dialog .widget=${widget} @dismissed=${dismissed}></usage-dialog>`;
      case "remove":
        return html`<remove-dialog .widget=${widget} @done=${gone} @dismissed=${dismissed}></remove-dialog>`;
      case "to-board":
        return html`<to-board-dialog .widget=${widget} @done=${gone} @dismissed=${dismissed}></to-board-dialog>`;
    }
  }

  async #gone(widget: Widget): Promise<void> {
    this.widgets = this.widgets?.filter((known) => known.id !== widget.id) ?? null;
    await this.updateComplete;
    // The menu that opened the dialog is gone, and the focus with it.
    this.querySelector<HTMLElement>("h1")?.focus();
  }
}
