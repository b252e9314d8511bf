/** The widgets of a board in their grid, and the ways to arrange them: drag, arrow keys, a bar of buttons, a menu. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Board, Widget, WidgetSize } from "../api/types";
import { titleOf } from "../api/said";
import { boards, may } from "../boards";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import type { MenuItem } from "../chrome/menu";
import { t } from "../language";
import type { FanlightWidget } from "../widget/fanlight-widget";
import "../widget/fanlight-widget";
import { layout, moved, resized, sameLayout, sizeOf } from "./arrangement";
import { Brickwork } from "./brickwork";
import { Dragging } from "./drag";
import { moveBar } from "./move-bar";
import { announcePlace, Moving, type Arranged } from "./moving";
import { Reveal } from "./reveal";
import { stretch } from "./stretch";
import { widgetItems } from "./widget-items";

export type WidgetDialog = "permissions" | "settings" | "usage" | "remove" | "to-board";

@customElement("widget-grid")
export class WidgetGrid extends LightElement {
  @property({ attribute: false }) board: Board | null = null;
  @property({ attribute: false }) widgets: Widget[] = [];
  /** The arrangement on the screen, while it is another one than the board's. */
  @state() private shown: Widget[] | null = null;
  /** The frame each widget came with first; the element has fresher ones of its own. */
  #first = new Map<string, Widget>();
  #bricks = new Brickwork();
  #reveal = new Reveal(this);
  #dragging: Dragging | null = null;
  #moving = new Moving(this.#arranged());

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

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("widgets")) return;
    for (const widget of this.widgets) {
      if (!this.#first.has(widget.id)) this.#first.set(widget.id, widget);
      const element = this.#element(widget.id);
      if (element?.frame && differs(element.frame, widget)) void element.reload();
    }
    // Somebody else may have taken away what was being moved.
    this.#moving.listed(this.widgets);
    if (this.#moving.id === null) this.shown = null;
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

  #arranged(): Arranged {
    const grid = this;
    return {
      get list() {
        return grid.#list;
      },
      show: (widgets) => {
        this.shown = widgets;
        this.requestUpdate();
      },
      arrange: (id, widgets) => this.#arrange(id, widgets),
      element: this,
    };
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
    if (await this.#save(widgets)) announcePlace("move.kept", id, widgets);
  }

  async #onto(id: string, board: string): Promise<void> {
    const widget = this.#list.find((one) => one.id === id);
    try {
      await api.moveTo(id, board);
      this.#say("arranged", this.widgets.filter((one) => one.id !== id));
      announce(t("to-board.done", { title: widget ? titleOf(widget) : "", board: boards.find(board)?.name ?? "" }));
    } catch (error) {
      this.#say("failed", asProblem(error));
    }
  }

  /** What was installed comes last, maybe far below: it is brought into sight, with a line around it for a moment. */
  #framed = (event: CustomEvent<Widget>): void => {
    const { id, view, error } = event.detail;
    this.#say("framed", event.detail);
    if (id !== boards.arrived || (view === null && error === null)) return;
    const item = this.querySelector<HTMLElement>(`li[data-widget="${CSS.escape(id)}"]`);
    if (!item) return;
    boards.arrived = null;
    item.toggleAttribute("data-arrived", true);
    // Others that are drawn meanwhile push it down.
    const grown = new ResizeObserver(() => item.scrollIntoView({ block: "center" }));
    for (const one of [item, item.parentElement]) if (one) grown.observe(one);
    const over = () => {
      item.toggleAttribute("data-arrived", false);
      grown.disconnect();
    };
    item.addEventListener("animationend", over, { once: true });
  };

  protected override render(): unknown {
    const moving = this.#moving;
    const { widget } = moving;
    return html`<ul class="widgets" role="list" @focusout=${moving.left} @fanlight-frame=${this.#framed}>
        ${repeat(
          this.#reveal.of(this.#list),
          (one) => one.id,
          (one) => this.#item(one),
        )}
      </ul>
      <p class="visually-hidden" id="move-help">${t("move.help")}</p>
      ${widget
        ? moveBar(widget, {
            step: (by) => moving.step(by),
            grow: (by) => moving.grow(by),
            keep: () => void moving.keepAndStay(),
            cancel: () => moving.cancel(),
            left: moving.left,
          })
        : nothing}`;
  }

  #item(widget: Widget): unknown {
    return html`<li data-widget=${widget.id} data-size=${sizeOf(widget)} ?data-moving=${this.#moving.id === widget.id}>
      <fanlight-widget widget=${widget.id} .first=${this.#first.get(widget.id) ?? null} ?watching=${!may(this.board, "use")}>
        ${this.#arranges ? this.#gripOf(widget) : nothing}
        ${may(this.board, "manage")
          ? html`<fanlight-menu slot="menu" label=${t("widget.menu", { title: titleOf(widget) })} .items=${() => this.#items(widget)}></fanlight-menu>
              ${this.#remedy(widget)}`
          : nothing}
      </fanlight-widget>
      ${this.#arranges
        ? html`<span
            class="stretch"
            aria-hidden="true"
            title=${t("size.handle", { title: titleOf(widget) })}
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

  /** What its menu has, where it is needed. It goes away with what it ends, so the focus waits at the menu. */
  #remedy(widget: Widget): unknown {
    const button = (words: string, run: () => void) => html`<button
      slot="remedy"
      type="button"
      class="btn compact"
      @click=${() => {
        this.#element(widget.id)?.querySelector<HTMLElement>("fanlight-menu button")?.focus();
        run();
      }}
    >
      ${words}
    </button>`;
    if (widget.status === "paused") return button(t("widget.resume"), () => void this.#pause(widget, false));
    if (widget.status === "denied") return button(t("widget.permissions"), () => this.#say("open", { dialog: "permissions", widget }));
    return nothing;
  }

  #gripOf(widget: Widget): unknown {
    const on = this.#moving.id === widget.id;
    return html`<button
      slot="menu"
      type="button"
      class="btn quiet icon-only grip"
      aria-label=${t("move.label", { title: titleOf(widget) })}
      aria-describedby="move-help"
      aria-pressed=${String(on)}
      @click=${() => (on ? void this.#moving.keep() : this.#moving.start(widget.id))}
      @keydown=${(event: KeyboardEvent) => this.#moving.keys(event, widget.id)}
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
      move: () => this.#moving.start(widget.id),
      size: (size) => void this.#resize(widget, size),
      open: (dialog) => this.#say("open", { dialog, widget }),
    });
  }

  async #pause(widget: Widget, paused: boolean): Promise<void> {
    try {
      await api.pause(widget.id, paused);
      await this.reload(widget.id);
      announce(t(paused ? "widget.paused.done" : "widget.resumed.done", { title: titleOf(widget) }));
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
    listed.package.digest !== shown.package.digest ||
    listed.error?.message !== shown.error?.message ||
    listed.title !== shown.title ||
    JSON.stringify(listed.grants) !== JSON.stringify(shown.grants)
  );
}
