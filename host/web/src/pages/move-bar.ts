/** Buttons for what the arrow keys do: moving a widget needs neither a keyboard nor a steady hand. */
import { html } from "lit";
import type { Widget } from "../api/types";
import { titleOf } from "../api/said";
import { icon, type IconName } from "../chrome/icons";
import { rich, t } from "../language";
import { sizeOf } from "./arrangement";

export interface Moves {
  step(by: 1 | -1): void;
  grow(by: 1 | -1): void;
  keep(): void;
  cancel(): void;
  /** The focus left a button of the bar. */
  left(event: FocusEvent): void;
}

export function moveBar(widget: Widget, moves: Moves): unknown {
  return html`<div class="move-bar" role="toolbar" aria-label=${t("move.bar", { title: titleOf(widget) })} @focusout=${moves.left}>
    <p>
      <strong>${rich("move.bar", { title: html`<bdi>${titleOf(widget)}</bdi>` })}</strong>
      <span class="small keys">${t("move.keys")}</span>
    </p>
    <div class="buttons">
      ${button("earlier", t("move.earlier"), () => moves.step(-1))} ${button("later", t("move.later"), () => moves.step(1))}
      ${button("smaller", t("move.smaller"), () => moves.grow(-1))}
      <output class="size">${t(`size.${sizeOf(widget)}`)}</output>
      ${button("plus", t("move.larger"), () => moves.grow(1))}
      <button type="button" class="btn compact" @click=${moves.cancel}>${t("action.cancel")}</button>
      <button type="button" class="btn primary compact" @click=${moves.keep}>${t("action.done")}</button>
    </div>
  </div>`;
}

function button(name: IconName, label: string, act: () => void): unknown {
  return html`<button type="button" class="btn icon-only" aria-label=${label} title=${label} @click=${act}>${icon(name)}</button>`;
}
