/** Where a package goes: onto a board, or in the place of another version of it. */
import { html, nothing } from "lit";
import { boards } from "../boards";
import { t } from "../language";
import type { Installed } from "./installed";

/** The id of a board, or a widget that gets another version. */
export type Target = string | Installed;

/** `others`: where another version of it is. There is no choice to be made when there is one board and no such widget. */
export function targetChoice(chosen: Target, others: readonly Installed[], choose: (target: Target) => void): unknown {
  if (boards.own.length < 2 && others.length === 0) return nothing;
  const find = (value: string) => others.find(({ widget }) => widget.id === value) ?? value;
  const boardOptions = boards.own.map((board) => html`<option value=${board.id} .selected=${board.id === chosen}>${board.name}</option>`);
  return html`<div class="labelled">
    <label for="install-target">${t(others.length === 0 ? "consent.board" : "consent.place")}</label>
    <span class="select"><select class="input" id="install-target" @change=${(event: Event) => choose(find((event.target as HTMLSelectElement).value))}>
      ${others.length === 0
        ? boardOptions
        : html`<optgroup label=${t("consent.instead")}>
              ${others.map(
                (other) => html`<option value=${other.widget.id} .selected=${other === chosen}>
                  ${t("consent.instead.of", { version: other.widget.package.version, board: other.board.name })}
                </option>`,
              )}
            </optgroup>
            <optgroup label=${t("consent.beside")}>${boardOptions}</optgroup>`}
    </select></span>
  </div>`;
}
