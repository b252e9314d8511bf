/** An entry of the audit log as a sentence. An action that is not known here is told by its facts, so that nothing is left out. */
import type { AuditEntry } from "../api/types";
import { formatBytes } from "../viewer/format";

export interface Told {
  /** Who or what it is about. */
  about: string;
  /** What happened; empty when only the facts tell. */
  words: string;
  /** Name and value of what the sentence does not say. */
  facts: [string, string][];
}

type Detail = Record<string, unknown>;

/** Each takes out of `detail` what it says. */
const SENTENCES: Record<string, (detail: Detail) => string> = {
  "workspace.created": () => "This workspace was made.",
  "package.added": (detail) => `Version ${take(detail, "version")} came into the gallery (${formatBytes(Number(take(detail, "size")))}).`,
  "widget.installed": (detail) =>
    [
      `Version ${take(detail, "version")} was put on the board.`,
      may(take(detail, "granted")),
      take(detail, "restored") === true ? "Earlier data of this widget came back." : "",
    ].join(" "),
  "widget.paused": () => "It was paused.",
  "widget.resumed": () => "It was resumed.",
  "widget.removed": (detail) => `It was taken off the board, and its data was ${take(detail, "data") === "keep" ? "kept" : "deleted"}.`,
  "grants.changed": (detail) => `${may(take(detail, "now"))} Before: ${listed(take(detail, "before"))}.`,
  "grant.revoked": (detail) => `It may not use ${take(detail, "capability")} any more.`,
  "settings.changed": () => "Its settings were changed.",
  "call.denied": (detail) =>
    "capability" in detail
      ? `It asked for ${take(detail, "capability")} (${take(detail, "operation")}), which it may not use.`
      : `It needed something that it may not do, and gave up (${take(detail, "event")}).`,
  "call.stopped": (detail) => `It was stopped at a limit, ${take(detail, "kind")} (${take(detail, "event")}).`,
  "call.trapped": (detail) => `It crashed (${take(detail, "event")}). Nothing of that run was kept.`,
  "theme.chosen": () => "Another look was chosen for the board.",
  "sign-in.issued": () => "A sign-in link was made.",
  "session.created": () => "Signed in.",
  "session.revoked": () => "Signed out.",
};

export function inWords(entry: AuditEntry): Told {
  const { detail: given } = entry;
  const detail: Detail = typeof given === "object" && given !== null ? { ...given } : { detail: given };
  const about = take(detail, "widget") ?? take(detail, "name") ?? entry.subject;
  const sentence = SENTENCES[entry.action];
  const words = sentence ? sentence(detail).trim() : "";
  // The action's own name says it.
  if (sentence) delete detail["kind"];
  return { about: String(about), words, facts: pairs(detail) };
}

function take(detail: Detail, name: string): unknown {
  const value = detail[name];
  delete detail[name];
  return value ?? undefined;
}

function may(granted: unknown): string {
  const list = listed(granted);
  return list === "nothing" ? "It may use nothing." : `It may use ${list}.`;
}

/** Capabilities by name, with the folder that they are narrowed to. */
function listed(granted: unknown): string {
  const all = Object.entries((granted ?? {}) as Record<string, { folder?: unknown } | null>);
  const each = all.map(([name, scope]) => (scope?.folder ? `${name} in “${String(scope.folder)}”` : name));
  return each.length === 0 ? "nothing" : each.join(", ");
}

/** Nested members are named by their path. */
function pairs(value: Detail, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([name, member]): [string, string][] => {
    if (member === null || member === undefined) return [];
    const whole = path === "" ? name : `${path} ${name}`;
    return typeof member === "object" ? pairs(member as Detail, whole) : [[whole, String(member)]];
  });
}
