/** Order and sizes of a board's widgets while a person changes them: every step at once on the screen, saved when they are done. */
import type { Widget, WidgetSize } from "../api/types";

export const SIZES: readonly WidgetSize[] = ["small", "medium", "large", "full"];

export function sizeOf(widget: Widget): WidgetSize {
  return widget.size ?? "medium";
}

/** With the widget at another place; places beyond the ends are the ends. */
export function moved(widgets: readonly Widget[], id: string, to: number): Widget[] {
  const widget = widgets.find((one) => one.id === id);
  if (!widget) return [...widgets];
  const rest = widgets.filter((one) => one.id !== id);
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, widget);
  return rest;
}

export function resized(widgets: readonly Widget[], id: string, size: WidgetSize): Widget[] {
  return widgets.map((one) => (one.id === id ? { ...one, size } : one));
}

/** The next size up or down; the ends stay. */
export function nextSize(size: WidgetSize, by: 1 | -1): WidgetSize {
  return SIZES[Math.max(0, Math.min(SIZES.indexOf(size) + by, SIZES.length - 1))] ?? size;
}

/** The size for a number of columns, out of as many as there are. */
export function sizeFor(columns: number, of: number): WidgetSize {
  if (columns >= of) return "full";
  return columns <= 1 ? "small" : columns === 2 ? "medium" : "large";
}

export function layout(widgets: readonly Widget[]): { id: string; size: WidgetSize }[] {
  return widgets.map((widget) => ({ id: widget.id, size: sizeOf(widget) }));
}

export function sameLayout(one: readonly Widget[], other: readonly Widget[]): boolean {
  return JSON.stringify(layout(one)) === JSON.stringify(layout(other));
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The place of the box above or below, nearest in line with it; its own when there is none. */
export function placeBeyond(boxes: readonly Box[], at: number, way: "up" | "down"): number {
  const own = boxes[at];
  if (!own) return at;
  const middle = (box: Box) => (box.left + box.right) / 2;
  const beyond = boxes
    .map((box, place) => ({ place, gap: way === "up" ? own.top - box.bottom : box.top - own.bottom, off: Math.abs(middle(box) - middle(own)) }))
    .filter(({ place, gap }) => place !== at && gap > -1);
  beyond.sort((one, other) => one.gap - other.gap || one.off - other.off);
  const nearest = beyond[0]?.gap ?? 0;
  const row = beyond.filter(({ gap }) => gap - nearest < 40).sort((one, other) => one.off - other.off);
  return row[0]?.place ?? at;
}
