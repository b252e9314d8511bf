/** A board: its widgets, live. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Account, Problem, Widget } from "../api/types";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import { mark } from "../chrome/mark";
import type { MenuItem } from "../chrome/menu";
import { loading, problemNote } from "../chrome/problem-note";
import "../chrome/permissions-dialog";
import "../chrome/remove-dialog";
import "../chrome/settings-dialog";
import "../chrome/usage-dialog";
import { follow, type LiveStatus } from "../live";
import { refreshTheme } from "../viewer/theme";
import type { FanlightWidget } from "../widget/fanlight-widget";
import "../widget/fanlight-widget";
import { Brickwork } from "./brickwork";
import { Reveal } from "./reveal";

type Open = { dialog: "permissions" | "settings" | "usage" | "remove"; widget: Widget };
const LIVE: Record<LiveStatus, string> = { open: "Live", connecting: "Connecting…", reconnecting: "Reconnecting…" };

@customElement("board-page")
export class BoardPage extends LightElement {
  @property({ attribute: false }) account!: Account;
  @property() board = "";
  @state() private name = "";
  @state() private widgets: Widget[] | null = null;
  @state() private problem: Problem | null = null;
  @state() private live: LiveStatus = "connecting";
  @state() private open: Open | null = null;
  /** The frame each widget came with first; the element has fresher ones of its own. */
  #first = new Map<string, Widget>();
  #unfollow: (() => void) | null = null;
  #wasOpen = false;
  #bricks = new Brickwork();
  #reveal = new Reveal(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    this.#bricks.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("board") && this.board !== "") this.#start();
  }

  protected override updated(): void {
    const list = this.querySelector<HTMLElement>(".widgets");
    if (list) this.#bricks.follow(list);
  }

  #start(): void {
    this.#unfollow?.();
    this.#wasOpen = false;
    void this.#load();
    this.#unfollow = follow(api, this.board, {
      widgets: () => void this.#load(),
      theme: () => void refreshTheme(),
      status: (status) => this.#status(status),
    });
  }

  #status(status: LiveStatus): void {
    this.live = status;
    if (status !== "open") return;
    // What changed while the stream was down was never told. Each widget's element sees to its own frame.
    if (this.#wasOpen) {
      void this.#load();
      void refreshTheme();
    }
    this.#wasOpen = true;
  }

  async #load(): Promise<void> {
    try {
      const { board, widgets } = await api.board(this.board);
      this.name = board.name;
      document.title = `${board.name} · Fanlight`;
      for (const widget of widgets) {
        if (!this.#first.has(widget.id)) this.#first.set(widget.id, widget);
        const element = this.#element(widget.id);
        if (element?.frame && differs(element.frame, widget)) void element.reload();
      }
      this.widgets = widgets;
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  #element(id: string): FanlightWidget | null {
    return this.querySelector<FanlightWidget>(`fanlight-widget[widget="${CSS.escape(id)}"]`);
  }

  /** The menu shows what the frame says, for example "Resume" when it is paused. */
  #framed = (event: CustomEvent<Widget>): void => {
    const widget = event.detail;
    const known = this.widgets?.find(({ id }) => id === widget.id);
    // Each widget has its first frame when the board opens: drawing the whole list again for each would be most of the work.
    if (known && !differs({ ...known, version: widget.version }, widget)) return;
    this.widgets = this.widgets?.map((known) => (known.id === widget.id ? widget : known)) ?? null;
  };

  protected override render(): unknown {
    return html`<div class="board-ground">
      <div class="page">
        <div class="page-head">
          <div>
            <h1 tabindex="-1">${this.name || "Your board"}</h1>
            <p class="muted live-state" data-status=${this.live}>
              <span class="dot" aria-hidden="true"></span>${LIVE[this.live]}
            </p>
          </div>
          ${this.widgets?.length ? html`<a class="btn" href="/gallery">${icon("plus")}Add a widget</a>` : nothing}
        </div>
        ${this.problem ? problemNote(this.problem, () => void this.#load()) : nothing}
        ${this.widgets === null ? (this.problem ? nothing : loading("Opening your board…")) : this.#list(this.widgets)}
      </div>
      ${this.#dialog()}
    </div>`;
  }

  #list(widgets: Widget[]): unknown {
    if (widgets.length === 0) {
      return html`<section class="empty" aria-labelledby="empty-title">
        ${mark("large")}
        <h2 id="empty-title">Let some light in</h2>
        <p>
          Your board has no widgets yet. Pick one from the gallery: you see what it wants before it is installed, you decide
          what it gets, and you can take it back at any time.
        </p>
        <a class="btn primary" href="/gallery">${icon("plus")}Choose a widget</a>
      </section>`;
    }
    return html`<ul class="widgets" role="list" @fanlight-frame=${this.#framed}>
      ${repeat(
        this.#reveal.of(widgets),
        (widget) => widget.id,
        (widget) => html`<li>
          <fanlight-widget widget=${widget.id} .first=${this.#first.get(widget.id) ?? null}>
            <fanlight-menu slot="menu" label=${`Menu of ${widget.title}`} .items=${this.#items(widget)}></fanlight-menu>
          </fanlight-widget>
        </li>`,
      )}
    </ul>`;
  }

  #items(widget: Widget): MenuItem[] {
    const paused = widget.status === "paused";
    const show = (dialog: Open["dialog"]) => () => (this.open = { dialog, widget });
    return [
      { kind: "action", label: paused ? "Resume" : "Pause", icon: paused ? "play" : "pause", run: () => void this.#pause(widget, !paused) },
      { kind: "separator" },
      { kind: "action", label: "Permissions", icon: "shield", run: show("permissions") },
      { kind: "action", label: "Settings", icon: "sliders", run: show("settings") },
      { kind: "action", label: "Usage", icon: "gauge", run: show("usage") },
      { kind: "separator" },
      { kind: "action", label: "Remove", icon: "trash", danger: true, run: show("remove") },
    ];
  }

  async #pause(widget: Widget, paused: boolean): Promise<void> {
    try {
      await api.pause(widget.id, paused);
      await this.#element(widget.id)?.reload();
      announce(`${widget.title} is ${paused ? "paused" : "running again"}.`);
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  #dialog(): unknown {
    if (!this.open) return nothing;
    const { dialog, widget } = this.open;
    const dismissed = () => (this.open = null);
    const changed = () => void this.#element(widget.id)?.reload();
    switch (dialog) {
      case "permissions":
        return html`<permissions-dialog .widget=${widget} .account=${this.account} @done=${changed} @dismissed=${dismissed}></permissions-dialog>`;
      case "settings":
        return html`<settings-dialog .widget=${widget} @done=${changed} @dismissed=${dismissed}></settings-dialog>`;
      case "usage":
        return html`<usage-dialog .widget=${widget} @dismissed=${dismissed}></usage-dialog>`;
      case "remove":
        return html`<remove-dialog .widget=${widget} @done=${() => void this.#removed(widget)} @dismissed=${dismissed}></remove-dialog>`;
    }
  }

  async #removed(widget: Widget): Promise<void> {
    this.#first.delete(widget.id);
    this.widgets = this.widgets?.filter((known) => known.id !== widget.id) ?? null;
    await this.updateComplete;
    // The menu that opened the dialog is gone, and the focus with it.
    this.querySelector<HTMLElement>("h1")?.focus();
  }
}

/** Whether the list tells something that the widget's own frame does not show yet. It draws nothing, so it knows no failure of that. */
function differs(shown: Widget, listed: Widget): boolean {
  return (
    listed.version > shown.version ||
    listed.status !== shown.status ||
    listed.error?.message !== shown.error?.message ||
    listed.title !== shown.title ||
    JSON.stringify(listed.grants) !== JSON.stringify(shown.grants)
  );
}
