/** What the audit log knows by its id, as it is called now: boards, the widgets on them, packages. */
import type { Board, Package, Widget } from "../api/types";
import { titleOf } from "../api/said";

/** Undefined for what is gone, or has no name. */
export type NameOf = (subject: string) => string | undefined;

export function namesOf(boards: readonly Board[], widgets: readonly Widget[], packages: readonly Package[]): NameOf {
  const names = new Map<string, () => string>();
  for (const board of boards) names.set(board.id, () => board.name);
  for (const widget of widgets) names.set(widget.id, () => titleOf(widget));
  for (const found of packages) names.set(found.digest, () => titleOf(found));
  return (subject) => names.get(subject)?.();
}

/** Ids of the store and fingerprints of packages tell a person nothing. */
export function isOpaque(subject: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subject) || /^[0-9a-f]{64}$/.test(subject);
}
