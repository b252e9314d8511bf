/** What a person decides about one permission: on or off, and less than was declared: one folder of the documents, some of the sites. */
import type { Permission, Scope } from "../api/types";

export interface Decision {
  on: boolean;
  /** Only for what can be narrowed to a folder; "" is the whole workspace. */
  folder: string | null;
  /** Only where several were declared. */
  origins: string[] | null;
}

/** A scope with more members than this client knows is granted as it is declared. */
function narrowsBy(member: "folder" | "origins", { narrowable, scope }: Permission): boolean {
  return narrowable && Object.keys(scope ?? {}).every((name) => name === member);
}

/** The sites that a person may choose from; null when there is no choice. */
export function choosable(permission: Permission): string[] | null {
  const origins = permission.scope?.origins ?? [];
  return narrowsBy("origins", permission) && origins.length > 1 ? origins : null;
}

/** The decision that stands: as it was granted, or else all that was declared. */
export function decisionFor(permission: Permission, granted?: { granted: boolean; scope: Scope }): Decision {
  const folder = narrowsBy("folder", permission) ? (permission.scope?.folder ?? "") : null;
  const origins = choosable(permission);
  if (!granted) return { on: true, folder, origins };
  const { scope } = granted;
  return {
    on: granted.granted,
    folder: folder === null ? null : (scope?.folder ?? folder),
    origins: origins?.filter((origin) => scope?.origins?.includes(origin) ?? true) ?? null,
  };
}

/** The scope to grant: never more than what was declared, with what was chosen. */
export function scopeOf(permission: Permission, { folder, origins }: Decision): Scope {
  return { ...permission.scope, ...(folder === null ? {} : { folder }), ...(origins === null ? {} : { origins }) };
}

/** With one site more or less. Without the last one it is off; whoever puts it on again gets all of them. */
export function withOrigin(permission: Permission, decision: Decision, origin: string, wanted: boolean): Decision {
  const all = choosable(permission) ?? [];
  const before = decision.on ? (decision.origins ?? all) : [];
  const origins = all.filter((one) => (one === origin ? wanted : before.includes(one)));
  return origins.length === 0 ? { ...decision, on: false, origins: all } : { ...decision, on: true, origins };
}

/** What it was narrowed to, in words; null when it is all that was declared. */
export function narrowedTo(permission: Permission, { folder, origins }: Decision): string | null {
  if (folder !== null && folder !== (permission.scope?.folder ?? "")) return folder;
  if (origins !== null && origins.length < (choosable(permission)?.length ?? 0)) return origins.map(siteName).join(", ");
  return null;
}

/** An origin as the host's words name it; all of them are https. */
export function siteName(origin: string): string {
  return origin.replace(/^https:\/\//, "");
}

/** Folders within the declared one, itself first. */
export function foldersWithin(declared: string, folders: readonly string[]): string[] {
  const inside = folders.filter((folder) => folder !== declared && (declared === "" || folder.startsWith(`${declared}/`)));
  return [declared, ...inside.filter((folder) => folder !== "").sort()];
}
