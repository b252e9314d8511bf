/** The boards above a board: tabs where there is room, a menu on a phone; and what can be done with the board itself. */
import { html, nothing } from "lit";
import type { Board } from "../api/types";
import { addressOf, boards, may } from "../boards";
import { icon } from "../chrome/icons";
import type { MenuItem } from "../chrome/menu";
import "../chrome/menu";
import { t } from "../language";
import { navigate } from "../router";

/** What is asked for from the strip. */
export interface StripActions {
  make(): void;
  rename(): void;
  share(): void;
  shift(by: 1 | -1): void;
  remove(): void;
}

export function boardStrip(current: Board, home: string, actions: StripActions): unknown {
  return html`<div class="strip">
    <nav class="tabs" aria-label=${t("board.list")}>
      ${boards.list.map(
        (board) => html`<a
          href=${board.id === home ? "/" : addressOf(board.id)}
          data-board=${board.id}
          ?data-own=${may(board, "arrange")}
          aria-current=${board.id === current.id ? "page" : nothing}
        >
          <bdi>${board.name}</bdi>${shared(board) ? html`${icon("people")}<span class="visually-hidden">, ${t("board.shared")}</span>` : nothing}
        </a>`,
      )}
      <button type="button" class="btn quiet compact new-board" @click=${actions.make}>${icon("plus")}<span>${t("board.new")}</span></button>
    </nav>
    <fanlight-menu
      class="switcher"
      icon="down"
      text=${current.name}
      label=${t("board.switch", { name: current.name })}
      .items=${() => switching(current, home, actions)}
    ></fanlight-menu>
    <fanlight-menu
      class="board-menu"
      label=${t("board.menu", { name: current.name })}
      .items=${() => boardItems(current, actions)}
      ?hidden=${!may(current, "manage")}
    ></fanlight-menu>
  </div>`;
}

export function shared(board: Board): boolean {
  return board.mine === false || (board.shared ?? "no") !== "no";
}

function switching(current: Board, home: string, actions: StripActions): MenuItem[] {
  return [
    ...boards.list.map(
      (board): MenuItem => ({
        kind: "action",
        label: board.name,
        icon: shared(board) ? "people" : "board",
        chosen: board.id === current.id,
        run: () => navigate(board.id === home ? "/" : addressOf(board.id)),
      }),
    ),
    { kind: "separator" },
    { kind: "action", label: t("board.new"), icon: "plus", run: actions.make },
  ];
}

function boardItems(current: Board, actions: StripActions): MenuItem[] {
  const own = boards.list.filter((board) => board.mine !== false);
  const at = own.findIndex((board) => board.id === current.id);
  const items: MenuItem[] = [{ kind: "action", label: t("board.rename"), icon: "pencil", run: actions.rename }];
  // A server that knows one person only has nobody to share with.
  if (current.shared !== undefined) items.push({ kind: "action", label: t("board.share"), icon: "people", run: actions.share });
  if (at > 0) items.push({ kind: "action", label: t("board.earlier"), icon: "earlier", run: () => actions.shift(-1) });
  if (at < own.length - 1) items.push({ kind: "action", label: t("board.later"), icon: "later", run: () => actions.shift(1) });
  if (own.length > 1) {
    items.push({ kind: "separator" }, { kind: "action", label: t("board.delete"), icon: "trash", danger: true, run: actions.remove });
  }
  return items;
}
