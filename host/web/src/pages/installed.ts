/** What of the gallery is on the boards of the person, in which version. */
import { api } from "../api/client";
import type { Board, Package, Widget } from "../api/types";
import { boards } from "../boards";

export interface Installed {
  widget: Widget;
  board: Board;
}

/** All on boards where they may change it. @throws ProblemError */
export async function installed(): Promise<Installed[]> {
  const all = await Promise.all(boards.own.map(async (board) => (await api.board(board.id)).widgets.map((widget) => ({ widget, board }))));
  return all.flat();
}

/** Those of `found`, in whatever version. A name alone can be taken by anybody, so it must also be the same publisher's. */
export function versionsOf(found: Package, all: readonly Installed[]): Installed[] {
  return all.filter(({ widget }) => widget.package.name === found.name && widget.package.publisher === found.publisher);
}
