/**
 * Moving one widget with the arrow keys or the buttons of the bar: every step is on the screen at once, and it is saved when the person
 * is done or leaves. Escape puts everything back.
 */
import { announce } from "../announce";
import type { Widget } from "../api/types";
import { titleOf } from "../api/said";
import { t } from "../language";
import { moved, nextSize, placeBeyond, resized, sizeOf } from "./arrangement";

/** The grid, as far as it is arranged here. */
export interface Arranged {
  /** The widgets as they are on the screen. */
  readonly list: Widget[];
  /** Draw again, with this arrangement; null is the board's own. */
  show(widgets: Widget[] | null): void;
  /** Save an arrangement in which this widget has another place or size. */
  arrange(id: string, widgets: Widget[]): Promise<void>;
  readonly element: HTMLElement & { updateComplete: Promise<boolean> };
}

export class Moving {
  /** What is being moved, and how everything was before. */
  #now: { id: string; before: Widget[] } | null = null;
  /** The page is putting the focus back. */
  #settling = false;

  constructor(private readonly grid: Arranged) {}

  get id(): string | null {
    return this.#now?.id ?? null;
  }

  /** The widget that is being moved, if it is still there. */
  get widget(): Widget | null {
    return this.grid.list.find((one) => one.id === this.id) ?? null;
  }

  start(id: string): void {
    const { grid } = this;
    this.#now = { id, before: grid.list };
    grid.show(grid.list);
    this.#grip(id)?.focus({ preventScroll: true });
    void grid.element.updateComplete.then(() => this.#scrollTo(id));
    announcePlace("move.started", id, grid.list);
  }

  async keep(): Promise<void> {
    const { id } = this;
    const { list } = this.grid;
    if (id === null) return;
    this.#now = null;
    this.grid.show(list);
    await this.grid.arrange(id, list);
  }

  /** Keep it, with the focus where the widget is now. */
  async keepAndStay(): Promise<void> {
    const { id } = this;
    await this.keep();
    if (id !== null) await this.#refocus(id);
  }

  cancel(): void {
    const now = this.#now;
    if (!now) return;
    this.#now = null;
    this.grid.show(null);
    const widget = now.before.find((one) => one.id === now.id);
    announce(t("move.cancelled", { title: widget ? titleOf(widget) : "" }));
    void this.#refocus(now.id);
  }

  /** The list is another one: what is gone is not moved any more. */
  listed(widgets: readonly Widget[]): void {
    if (!widgets.some((widget) => widget.id === this.id)) this.#now = null;
  }

  step(by: 1 | -1): void {
    const at = this.#place();
    if (at >= 0) void this.#to(at + by);
  }

  grow(by: 1 | -1): void {
    const { widget } = this;
    if (!widget) return;
    const size = nextSize(sizeOf(widget), by);
    this.grid.show(resized(this.grid.list, widget.id, size));
    announce(t("move.sized", { size: t(`size.${size}`) }));
  }

  keys(event: KeyboardEvent, id: string): void {
    if (this.id !== id) return;
    const rtl = getComputedStyle(this.grid.element).direction === "rtl";
    const acts: Record<string, () => void> = {
      ArrowLeft: () => this.step(rtl ? 1 : -1),
      ArrowRight: () => this.step(rtl ? -1 : 1),
      ArrowUp: () => this.#row("up"),
      ArrowDown: () => this.#row("down"),
      Home: () => void this.#to(0),
      End: () => void this.#to(Number.MAX_SAFE_INTEGER),
      "+": () => this.grow(1),
      "=": () => this.grow(1),
      "-": () => this.grow(-1),
      Enter: () => void this.keep(),
      " ": () => void this.keep(),
      Escape: () => this.cancel(),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  /** Leaving it keeps what was done so far. */
  left = (event: FocusEvent): void => {
    const to = event.relatedTarget as Element | null;
    if (this.id === null || this.#settling || !document.hasFocus()) return;
    if (to?.closest(".move-bar") || to === this.#grip(this.id)) return;
    void this.keep();
  };

  #place(): number {
    return this.grid.list.findIndex((widget) => widget.id === this.id);
  }

  async #to(at: number): Promise<void> {
    const { id } = this;
    if (id === null) return;
    this.grid.show(moved(this.grid.list, id, at));
    announce(t("move.at", { at: this.#place() + 1, count: this.grid.list.length }));
    await this.#refocus(id);
  }

  #row(way: "up" | "down"): void {
    const boxes = [...this.grid.element.querySelectorAll("[data-widget]")].map((item) => item.getBoundingClientRect());
    const at = this.#place();
    if (at >= 0) void this.#to(placeBeyond(boxes, at, way));
  }

  #grip(id: string): HTMLElement | null {
    return this.grid.element.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"] .grip`);
  }

  #scrollTo(id: string): void {
    this.#grip(id)?.closest("[data-widget]")?.scrollIntoView({ block: "nearest" });
  }

  /** Where an element moves to in the page, it loses the focus. */
  async #refocus(id: string): Promise<void> {
    const bar = this.grid.element.querySelector(".move-bar")?.contains(document.activeElement);
    this.#settling = true;
    await this.grid.element.updateComplete;
    if (!bar) this.#grip(id)?.focus({ preventScroll: true });
    this.#scrollTo(id);
    this.#settling = false;
  }
}

/** Say where a widget is, and how large. */
export function announcePlace(key: "move.started" | "move.kept", id: string, widgets: readonly Widget[]): void {
  const at = widgets.findIndex((widget) => widget.id === id);
  const widget = widgets[at];
  if (widget) announce(t(key, { title: titleOf(widget), at: at + 1, count: widgets.length, size: t(`size.${sizeOf(widget)}`) }));
}
