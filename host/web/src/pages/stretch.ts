/** Resizing a widget by dragging its edge: the size snaps to columns, and is shown at once. */
import type { WidgetSize } from "../api/types";
import { sizeFor } from "./arrangement";

export interface Stretching {
  size: WidgetSize;
  show(size: WidgetSize): void;
  done(size: WidgetSize): void;
}

/** Call on `pointerdown` of the handle within the grid's item. */
export function stretch(event: PointerEvent, { size, show, done }: Stretching): void {
  const handle = event.currentTarget as HTMLElement;
  const item = handle.parentElement;
  const grid = item?.parentElement;
  if (!item || !grid || event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const style = getComputedStyle(grid);
  const columns = style.gridTemplateColumns.split(" ").length;
  const gap = parseFloat(style.columnGap) || 0;
  const column = (grid.clientWidth + gap) / columns;
  const rtl = style.direction === "rtl";
  let now = size;
  const moved = ({ clientX }: PointerEvent) => {
    const box = item.getBoundingClientRect();
    const width = rtl ? box.right - clientX : clientX - box.left;
    const next = sizeFor(Math.round((width + gap) / column), columns);
    if (next !== now) show((now = next));
  };
  const ended = ({ type }: PointerEvent) => {
    handle.removeEventListener("pointermove", moved);
    handle.removeEventListener("pointerup", ended);
    handle.removeEventListener("pointercancel", ended);
    done(type === "pointerup" ? now : size);
  };
  handle.addEventListener("pointermove", moved);
  handle.addEventListener("pointerup", ended);
  handle.addEventListener("pointercancel", ended);
}
