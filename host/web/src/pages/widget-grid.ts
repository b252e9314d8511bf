/** The widgets of a board in their grid, and the ways to arrange them: drag, arrow keys, a bar of buttons, a menu. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Board, Widget, WidgetSize } from "../api/types";
import { boards, may } from "../boards";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import type { MenuItem } from "../chrome/menu";
import { t } from "../language";
import type { FanlightWidget } from "../widget/fanlight-widget";
import "../widget/fanlight-widget";
import { layout, moved, nextSize, placeBeyond, resized, sameLayout, sizeOf } from "./arrangement";
import { Brickwork } from "./brickwork";
import { Dragging } from "./drag";
import { moveBar } from "./move-bar";
import { Reveal } from "./reveal";
import { stretch } from "./stretch";
import { widgetItems } from "./widget-items";

export type WidgetDialog = "permissions" | "settings" | "usage" | "remove" | "to-board";

@customElement("widget-grid")
export class WidgetGrid extends LightElement {
  @property({ attribute: false }) board: Board | null = null;
  @property({ attribute: false }) widgets: Widget[] = [];
  /** What is being moved, and how everything was before. */
  @state() private moving: { id: string; before: Widget[] } | null = null;
  /** The arrangement on the screen, while it is another one than the board's. */
  @state() private shown: Widget[] | null = null;
  /** The frame each widget came with first; the element has fresher ones of its own. */
  #first = new Map<string, Widget>();
  #bricks = new Brickwork();
  #reveal = new Reveal(this);
  #dragging: Dragging | null = null;
  #settling = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#bricks.stop();
    this.#dragging?.stop();
    this.#dragging = null;
  }

  get #list(): Widget[] {
    return this.shown ?? this.widgets;
  }
  get #arranges(): boolean {
    return may(this.board, "arrange");
  }

  /** Fetch a widget's frame again, for example after a grant was changed. */
  async reload(id: string): Promise<void> {
    await this.#element(id)?.reload();
  }

  #element(id: string): FanlightWidget | null {
    return this.querySelector<FanlightWidget>(`fanlight-widget[widget="${CSS.escape(id)}"]`);
  }
  #grip(id: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"] .grip`);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("widgets")) return;
    for (const widget of this.widgets) {
      if (!this.#first.has(widget.id)) this.#first.set(widget.id, widget);
      const element = this.#element(widget.id);
      if (element?.frame && differs(element.frame, widget)) void element.reload();
    }
    // Somebody else took it away while it was being moved.
    if (this.moving && !this.widgets.some((widget) => widget.id === this.moving?.id)) this.moving = null;
    if (!this.moving) this.shown = null;
  }

  protected override updated(): void {
    const list = this.querySelector<HTMLElement>(".widgets");
    if (list) this.#bricks.follow(list);
    if (!this.#arranges) return;
    this.#dragging ??= new Dragging({
      beside: (id, other, side) => {
        const rest = this.#list.filter((widget) => widget.id !== id);
        const at = rest.findIndex((widget) => widget.id === other) + (side === "after" ? 1 : 0);
        void this.#arrange(id, moved(this.#list, id, at));
      },
      onto: (id, board) => void this.#onto(id, board),
    });
    // The tabs of the other boards are beside the grid.
    this.#dragging.bind(this.closest<HTMLElement>("board-page") ?? this);
  }

  #say<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Save an arrangement; if that fails, everything is back where it was. */
  async #save(widgets: Widget[]): Promise<boolean> {
    if (!this.board || sameLayout(widgets, this.widgets)) {
      this.shown = null;
      return true;
    }
    this.shown = widgets;
    try {
      const answer = await api.arrange(this.board.id, layout(widgets));
      this.#say("arranged", answer.widgets);
      return true;
    } catch (error) {
      this.shown = null;
      this.#say("failed", asProblem(error));
      return false;
    }
  }

  async #arrange(id: string, widgets: Widget[]): Promise<void> {
    if (await this.#save(widgets)) this.#announce("move.kept", id, widgets);
  }

  async #onto(id: string, board: string): Promise<void> {
    const widget = this.#list.find((one) => one.id === id);
    try {
      await api.moveTo(id, board);
      this.#say("arranged", this.widgets.filter((one) => one.id !== id));
      announce(t("to-board.done", { title: widget?.title ?? "", board: boards.find(board)?.name ?? "" }));
    } catch (error) {
      this.#say("failed", asProblem(error));
    }
  }

  #announce(key: "move.started" | "move.kept", id: string, widgets: Widget[]): void {
    const at = widgets.findIndex((widget) => widget.id === id);
    const widget = widgets[at];
    if (widget) announce(t(key, { title: widget.title, at: at + 1, count: widgets.length, size: t(`size.${sizeOf(widget)}`) }));
  }

  /** Begin to move with the keyboard or the bar. */
  #start = (id: string): void => {
    this.moving = { id, before: this.#list };
    this.shown = this.#list;
    this.#grip(id)?.focus({ preventScroll: true });
    void this.updateComplete.then(() => this.#grip(id)?.closest("[data-widget]")?.scrollIntoView({ block: "nearest" }));
    this.#announce("move.started", id, this.#list);
  };

  async #keep(): Promise<void> {
    const { moving, shown } = this;
    if (!moving || !shown) return;
    this.moving = null;
    await this.#arrange(moving.id, shown);
  }

  #cancel(): void {
    const { moving } = this;
    if (!moving) return;
    const widget = moving.before.find((one) => one.id === moving.id);
    this.moving = null;
    this.shown = null;
    announce(t("move.cancelled", { title: widget?.title ?? "" }));
    void this.#refocus(moving.id);
  }

  async #to(at: number): Promise<void> {
    const { moving, shown } = this;
    if (!moving || !shown) return;
    this.shown = moved(shown, moving.id, at);
    const place = this.shown.findIndex((widget) => widget.id === moving.id);
    announce(t("move.at", { at: place + 1, count: shown.length }));
    await this.#refocus(moving.id);
  }

  #step(by: 1 | -1): void {
    const at = this.shown?.findIndex((widget) => widget.id === this.moving?.id) ?? -1;
    if (at >= 0) void this.#to(at + by);
  }

  #row(way: "up" | "down"): void {
    const boxes = [...this.querySelectorAll("[data-widget]")].map((item) => item.getBoundingClientRect());
    const at = this.shown?.findIndex((widget) => widget.id === this.moving?.id) ?? -1;
    if (at >= 0) void this.#to(placeBeyond(boxes, at, way));
  }

  #grow(by: 1 | -1): void {
    const { moving, shown } = this;
    const widget = shown?.find((one) => one.id === moving?.id);
    if (!shown || !widget) return;
    const size = nextSize(sizeOf(widget), by);
    this.shown = resized(shown, widget.id, size);
    announce(t("move.sized", { size: t(`size.${size}`) }));
  }

  /** Where an element moves to in the page, it loses the focus. */
  async #refocus(id: string): Promise<void> {
    const bar = this.querySelector(".move-bar")?.contains(document.activeElement);
    this.#settling = true;
    await this.updateComplete;
    const grip = this.#grip(id);
    if (!bar) grip?.focus({ preventScroll: true });
    grip?.closest("[data-widget]")?.scrollIntoView({ block: "nearest" });
    this.#settling = false;
  }

  #keys(event: KeyboardEvent, id: string): void {
    if (this.moving?.id !== id) return;
    const rtl = getComputedStyle(this).direction === "rtl";
    const acts: Record<string, () => void> = {
      ArrowLeft: () => this.#step(rtl ? 1 : -1),
      ArrowRight: () => this.#step(rtl ? -1 : 1),
      ArrowUp: () => this.#row("up"),
      ArrowDown: () => this.#row("down"),
      Home: () => void this.#to(0),
      End: () => void this.#to(Number.MAX_SAFE_INTEGER),
      "+": () => this.#grow(1),
      "=": () => this.#grow(1),
      "-": () => this.#grow(-1),
      Enter: () => void this.#keep(),
      " ": () => void this.#keep(),
      Escape: () => this.#cancel(),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  /** Leaving it keeps what was done so far. */
  #left = (event: FocusEvent): void => {
    const to = event.relatedTarget as Element | null;
    if (!this.moving || this.#settling || !document.hasFocus()) return;
    if (to?.closest(".move-bar") || to === this.#grip(this.moving.id)) return;
    void this.#keep();
  };

  protected override render(): unknown {
    const { moving } = this;
    const widget = moving && this.#list.find((one) => one.id === moving.id);
    return html`<ul class="widgets" role="list" @focusout=${this.#left} @fanlight-frame=${(event: CustomEvent<Widget>) => this.#say("framed", event.detail)}>
        ${repeat(
          this.#reveal.of(this.#list),
          (one) => one.id,
          (one) => this.#item(one),
        )}
      </ul>
      <p class="visually-hidden" id="move-help">${t("move.help")}</p>
      ${widget
        ? moveBar(widget, {
            step: (by) => this.#step(by),
            grow: (by) => this.#grow(by),
            keep: () => void this.#keep().then(() => this.#refocus(widget.id)),
            cancel: () => this.#cancel(),
            left: this.#left,
          })
        : nothing}`;
  }

  #item(widget: Widget): unknown {
    return html`<li data-widget=${widget.id} data-size=${sizeOf(widget)} ?data-moving=${this.moving?.id === widget.id}>
      <fanlight-widget widget=${widget.id} .first=${this.#first.get(widget.id) ?? null} ?watching=${!may(this.board, "use")}>
        ${this.#arranges ? this.#gripOf(widget) : nothing}
        ${may(this.board, "manage")
          ? html`<fanlight-menu slot="menu" label=${t("widget.menu", { title: widget.title })} .items=${() => this.#items(widget)}></fanlight-menu>`
          : nothing}
      </fanlight-widget>
      ${this.#arranges
        ? html`<span
            class="stretch"
            aria-hidden="true"
            title=${t("size.handle", { title: widget.title })}
            @pointerdown=${(event: PointerEvent) =>
              stretch(event, {
                size: sizeOf(widget),
                show: (size) => (this.shown = resized(this.#list, widget.id, size)),
                done: (size) => void this.#resize(widget, size),
              })}
          ></span>`
        : nothing}
    </li>`;
  }

  #gripOf(widget: Widget): unknown {
    const on = this.moving?.id === widget.id;
    return html`<button
      slot="menu"
      type="button"
      class="btn quiet icon-only grip"
      aria-label=${t("move.label", { title: widget.title })}
      aria-describedby="move-help"
      aria-pressed=${String(on)}
      @click=${() => (on ? void this.#keep() : this.#start(widget.id))}
      @keydown=${(event: KeyboardEvent) => this.#keys(event, widget.id)}
    >
      ${icon("grip")}
    </button>`;
  }

  async #resize(widget: Widget, size: WidgetSize): Promise<void> {
    await this.#arrange(widget.id, resized(this.#list, widget.id, size));
  }

  #items(widget: Widget): MenuItem[] {
    return widgetItems(widget, this.board, {
      pause: (paused) => void this.#pause(widget, paused),
      move: () => this.#start(widget.id),
      size: (size) => void this.#resize(widget, size),
      open: (dialog) => this.#say("open", { dialog, widget }),
    });
  }

  async #pause(widget: Widget, paused: boolean): Promise<void> {
    try {
      await api.pause(widget.id, paused);
      await this.reload(widget.id);
      announce(t(paused ? "widget.paused.done" : "widget.resumed.done", { title: widget.title }));
    } catch (error) {
      this.#say("failed", asProblem(error));
    }
  }
}

/** Whether the list tells something that the widget's own frame does not show yet. It draws nothing, so it knows no failure of that. */
export function differs(shown: Widget, listed: Widget): boolean {
  return (
    listed.version > shown.version ||
    listed.status !== shown.status ||
    listed.error?.message !== shown.error?.message ||
    listed.title !== shown.title ||
    JSON.stringify(listed.grants) !== JSON.stringify(shown.grants)
  );
}
