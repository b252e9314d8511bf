/** An entry of the audit log as a sentence. An action that is not known here is told by its facts, so that nothing is left out. */
import type { AuditEntry, Scope } from "../api/types";
import { deviceName } from "../chrome/device-name";
import { siteName } from "../chrome/narrowing";
import { personName } from "../chrome/person-name";
import { t, type Key } from "../language";
import { en } from "../language/en";
import { formatBytes } from "../viewer/format";
import { capabilityWords } from "../widget/capability-words";
import { eventWords } from "../widget/event-words";
import { failureWords } from "../widget/failure-words";
import { isOpaque, type NameOf } from "./audit-names";

export interface Told {
  /** Who or what it is about; empty when it has no name. */
  about: string;
  /** What happened; empty when only the facts tell. */
  words: string;
  /** Name and value of what the sentence does not say. */
  facts: [string, string][];
}

type Detail = Record<string, unknown>;

/** Each takes out of `detail` what it says. */
const SENTENCES: Record<string, (detail: Detail, subject: string) => string> = {
  "workspace.created": () => t("audit.workspace.created"),
  "package.added": (detail) =>
    t("audit.package.added", { version: text(detail, "version"), size: formatBytes(Number(take(detail, "size"))) }),
  "package.deleted": (detail) => t("audit.package.deleted", { version: text(detail, "version") }),
  "package.suspended": (detail) => t("audit.package.suspended", { version: text(detail, "version"), why: text(detail, "why") }),
  "widget.installed": (detail) => {
    const installed = t("audit.widget.installed", { version: text(detail, "version"), may: may(take(detail, "granted")) });
    return take(detail, "restored") === true ? `${installed} ${t("audit.restored")}` : installed;
  },
  "widget.updated": (detail) => {
    delete detail["before"]; // what the version before was allowed
    return t("audit.widget.updated", { version: text(detail, "version"), was: text(detail, "was"), may: may(take(detail, "granted")) });
  },
  "widget.paused": () => t("audit.widget.paused"),
  "widget.resumed": () => t("audit.widget.resumed"),
  "widget.suspended": (detail) => t("audit.widget.suspended", { why: text(detail, "why") }),
  "widget.recovered": () => t("audit.widget.recovered"),
  "widget.retried": () => t("audit.widget.retried"),
  "widget.removed": (detail) => t(take(detail, "data") === "keep" ? "audit.widget.kept" : "audit.widget.erased"),
  "widget.moved": () => t("audit.widget.moved"),
  "grants.changed": (detail) => t("audit.grants.changed", { may: may(take(detail, "now")), before: listed(take(detail, "before")) }),
  "grant.revoked": (detail) => t("audit.grant.revoked", { capability: capabilityWords(text(detail, "capability")) }),
  "settings.changed": () => t("audit.settings.changed"),
  "call.denied": (detail) =>
    "capability" in detail
      ? t("audit.call.denied", { capability: capabilityWords(text(detail, "capability")) })
      : t("audit.call.gave-up", { event: event(detail) }),
  "call.stopped": (detail) => t("audit.call.stopped", { why: failureWords(String(detail["kind"])), event: event(detail) }),
  "call.trapped": (detail) => t("audit.call.trapped", { event: event(detail) }),
  "theme.chosen": (_, subject) => t(subject === NO_THEME ? "audit.theme.none" : "audit.theme.chosen"),
  "board.created": () => t("audit.board.created"),
  "board.renamed": (detail) => t("audit.board.renamed", { before: text(detail, "before") }),
  "board.removed": () => t("audit.board.deleted"),
  "board.moved": () => t("audit.board.moved"),
  "board.arranged": (detail) => {
    delete detail["widgets"]; // how many were on it
    return t("audit.board.arranged");
  },
  "board.put-back": () => t("audit.undone"),
  "widget.put-back": () => t("audit.undone"),
  "data.erased": () => t("audit.data.erased"),
  "board.shared": (detail) => t("audit.board.shared", { now: sharing(take(detail, "shared")), before: sharing(take(detail, "before")) }),
  "member.invited": () => t("audit.member.invited"),
  "member.renamed": (detail) => t("audit.member.renamed", { before: personName(text(detail, "before")) }),
  "workspace.renamed": (detail) => t("audit.workspace.renamed", { before: text(detail, "before") }),
  "member.removed": () => t("audit.member.removed"),
  "sign-in.issued": () => t("audit.sign-in.issued"),
  "sign-in.failed": (detail) => t("audit.sign-in.failed", { count: Number(take(detail, "count") ?? 1) }),
  "session.created": (detail) => {
    const device = take(detail, "device");
    return device === undefined ? t("audit.session.created") : t("audit.session.created.on", { device: deviceName(String(device)) });
  },
  "session.revoked": () => t("audit.session.revoked"),
};

/** Told instead of a package when the board went back to the usual look. */
const NO_THEME = "none";

export function inWords(entry: AuditEntry, nameOf: NameOf = () => undefined): Told {
  const { detail: given, subject } = entry;
  const detail: Detail = typeof given === "object" && given !== null ? { ...given } : { detail: given };
  const [widget, name] = [take(detail, "widget"), take(detail, "name")];
  // A board may have been called otherwise then; a widget and its package are better known by their titles.
  const title = entry.action.startsWith("board.") ? undefined : (nameOf(subject) ?? nameOf(String(detail["digest"])));
  const named = widget ?? title ?? name ?? nameOf(subject);
  const sentence = SENTENCES[entry.action];
  const words = sentence ? sentence(detail, subject).trim() : "";
  const unnamed = isOpaque(subject) || (entry.action === "theme.chosen" && subject === NO_THEME);
  return { about: String(named ?? (unnamed ? "" : subject)), words, facts: pairs(detail) };
}

/** The same action several times, in one sentence. */
export function manyInWords(action: string, count: number): string {
  const key = `audit.many.${action}`;
  return Object.hasOwn(en, key) ? t(key as ManyKey, { count }) : t("audit.many", { count, action });
}

type ManyKey = Extract<Key, `audit.many.${string}`>;

function event(detail: Detail): string {
  return eventWords(text(detail, "event"));
}

function sharing(value: unknown): string {
  return value === "view" || value === "use" ? t(`audit.shared.${value}`) : t("audit.shared.no");
}

function take(detail: Detail, name: string): unknown {
  const value = detail[name];
  delete detail[name];
  return value ?? undefined;
}

function text(detail: Detail, name: string): string {
  return String(take(detail, name));
}

function may(granted: unknown): string {
  return Object.keys(granted ?? {}).length === 0 ? t("audit.may.nothing") : t("audit.may", { list: listed(granted) });
}

/** What capabilities let it do, with the folder or the sites that they are narrowed to. */
function listed(granted: unknown): string {
  const all = Object.entries((granted ?? {}) as Record<string, Scope | null>);
  const each = all.map(([name, scope]) => {
    const capability = capabilityWords(name);
    if (scope?.folder) return t("audit.within", { capability, folder: scope.folder });
    return scope?.origins ? t("audit.to", { capability, origins: scope.origins.map(siteName).join(", ") }) : capability;
  });
  return each.length === 0 ? t("audit.nothing") : each.join(", ");
}

/** Nested members are named by their path. */
function pairs(value: Detail, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([name, member]): [string, string][] => {
    if (member === null || member === undefined) return [];
    const whole = path === "" ? name : `${path} ${name}`;
    return typeof member === "object" ? pairs(member as Detail, whole) : [[whole, String(member)]];
  });
}
