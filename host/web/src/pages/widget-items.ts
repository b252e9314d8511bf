/** What the menu of a widget offers to those who decide about it. */
import type { Board, Widget, WidgetSize } from "../api/types";
import { titleOf } from "../api/said";
import { boards, may } from "../boards";
import type { MenuItem } from "../chrome/menu";
import { t } from "../language";
import { SIZES, sizeOf } from "./arrangement";
import type { WidgetDialog } from "./widget-grid";

export interface WidgetActions {
  pause(paused: boolean): void;
  move(): void;
  size(size: WidgetSize): void;
  open(dialog: WidgetDialog): void;
}

export function widgetItems(widget: Widget, board: Board | null, actions: WidgetActions): MenuItem[] {
  const paused = widget.status === "paused";
  const show = (dialog: WidgetDialog) => () => actions.open(dialog);
  const arranging: MenuItem[] = [
    { kind: "action", label: t("move.label", { title: titleOf(widget) }), icon: "grip", run: actions.move },
    ...(boards.own.length > 1 ? [{ kind: "action", label: t("to-board"), icon: "board", run: show("to-board") } as const] : []),
    {
      kind: "choices",
      label: t("size"),
      choices: SIZES.map((size) => ({ label: t(`size.${size}`), chosen: sizeOf(widget) === size, run: () => actions.size(size) })),
    },
    { kind: "separator" },
  ];
  return [
    { kind: "action", label: t(paused ? "widget.resume" : "widget.pause"), icon: paused ? "play" : "pause", run: () => actions.pause(!paused) },
    { kind: "action", label: t("widget.permissions"), icon: "shield", run: show("permissions") },
    { kind: "action", label: t("widget.settings"), icon: "sliders", run: show("settings") },
    { kind: "action", label: t("widget.usage"), icon: "gauge", run: show("usage") },
    { kind: "separator" },
    ...(may(board, "arrange") ? arranging : []),
    { kind: "action", label: t("widget.remove"), icon: "trash", danger: true, run: show("remove") },
  ];
}
