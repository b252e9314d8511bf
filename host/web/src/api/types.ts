/** The JSON of /api/v1. Times are milliseconds since 1970-01-01 UTC, sizes are bytes. */
import type { Translations } from "./said";
import type { ViewNode } from "./view";

/** A problem as in RFC 9457, with Fanlight's `hint` (what to do) and `kind` (which rule). */
export interface Problem {
  /** `urn:fanlight:problem:` and a name, such as `stale`. */
  type?: string;
  title: string;
  status: number;
  detail?: string;
  hint?: string;
  kind?: string;
  /** Only with 409 on an event: the frame as it is now. */
  widget?: Widget;
}

export type Role = "owner" | "member";

export interface Account {
  /** Absent on a server that knows one person only, as is `role`. */
  id?: string;
  name: string;
  role?: Role;
  workspace: {
    name: string;
    documents: number;
    folders: string[];
    /** Why there are no documents, when the folder cannot be read. */
    problem?: string;
  };
  home_board: string;
}

export interface Permission {
  capability: string;
  /** The author's sentence. */
  reason: string;
  reason_in?: Translations;
  /** The host's sentence: what this allows, in plain words. */
  words: string;
  /** The same by language, such as "de". */
  words_in?: Record<string, string>;
  scope: Scope;
  narrowable: boolean;
  risk: "low" | "reads-your-data";
}

/** The parts of a scope that this client can narrow; other members are handed back as they came. */
export interface Scope {
  folder?: string;
  /** Of links, such as "https://example.com". */
  origins?: string[];
  [other: string]: unknown;
}
export type Grants = Record<string, Scope>;

export type SettingValue = string | number | boolean;
export interface Setting {
  name: string;
  type: "text" | "number" | "boolean" | "choice";
  label: string;
  label_in?: Translations;
  default: SettingValue;
  hint?: string;
  hint_in?: Translations;
  min?: number;
  max?: number;
  step?: number;
  options?: string[];
  /** What people read for an option. */
  options_in?: Translations<Record<string, string>>;
}

export interface Package {
  digest: string;
  name: string;
  version: string;
  kind: "widget" | "theme";
  title: string;
  title_in?: Translations;
  description: string;
  description_in?: Translations;
  publisher: string;
  state: "viewer" | "board";
  size: number;
  has_picture: boolean;
  permissions: Permission[];
  cannot: string[];
  cannot_in?: Record<string, string[]>;
  limits: { name: string; words: string; words_in?: Record<string, string> }[];
  settings: Setting[];
}

export interface Grant {
  scope: Scope;
  words: string;
  words_in?: Record<string, string>;
  granted: boolean;
  reason: string;
  reason_in?: Translations;
}

export type WidgetStatus = "live" | "paused" | "failed" | "denied" | "suspended";

export interface Widget {
  id: string;
  board: string;
  title: string;
  title_in?: Translations;
  package: { digest: string; name: string; version: string; title: string; publisher?: string };
  status: WidgetStatus;
  version: number;
  view: ViewNode | null;
  error: { kind: string; message: string; hint?: string | null } | null;
  /** The widget wishes a `refresh` event after so many milliseconds. */
  refresh_after: number | null;
  /** Milliseconds until a suspended one may be tried again. */
  retry_after?: number | null;
  grants: Record<string, Grant>;
  installed_at: number;
  size?: WidgetSize;
  position?: number;
}

/** One of several frames that were asked for together. */
export type FrameAnswer = { frame: Widget } | { problem: Problem };

/** What a person may do on a board. */
export type BoardRight = "view" | "use" | "arrange" | "manage";
export type Sharing = "no" | "view" | "use";

export interface Board {
  id: string;
  name: string;
  /** Its place among the boards, from 0. */
  position?: number;
  /** How many there are. */
  widgets?: number;
  owner?: { id: string; name: string };
  shared?: Sharing;
  mine?: boolean;
  /** Everything, where it is left out. */
  may?: BoardRight[];
}

/** Columns of the board's grid: 1, 2, 3, or the whole row. */
export type WidgetSize = "small" | "medium" | "large" | "full";

/** What was removed, and until when it can come back. */
export interface Undoable {
  undo: string;
  until: number;
}

/** Data that a removed widget left. */
export interface Kept {
  id: string;
  name: string;
  title: string;
  title_in?: Translations;
  removed_at: number;
  bytes: number;
}

export interface Notice {
  id: string;
  at: number;
  kind: string;
  /** What is to be said of it: names, the kind of a failure, its reason. */
  detail: Record<string, string>;
  /** The same in English. */
  title: string;
  text: string;
  board?: string | null;
  widget?: string | null;
  read: boolean;
}

export interface Member {
  id: string;
  name: string;
  role: Role;
  joined_at: number | null;
  last_seen: number | null;
}

/** A device on which one is signed in. */
export interface Session {
  id: string;
  /** What its browser called itself. */
  device: string;
  created_at: number;
  expires_at: number;
  /** This one. */
  current: boolean;
}

/** Signs one person in, once, until then. */
export interface SignInLink {
  link: string;
  expires_at: number;
}

/** How often a run asked for one operation of a capability. */
export interface OperationCount {
  capability: string;
  operation: string;
  times: number;
  refused: number;
}

export interface Usage {
  calls: number;
  fuel: number;
  gate_calls: number;
  memory_peak_bytes: number;
  wall_us: number;
  refused: number;
  /** Since the server started, drawing included; `failed` by kind. */
  lately?: { ok: number; failed: Record<string, number>; sent_away: number; turns: number; waited_us: number; longest_wait_us: number };
  /** Why it is suspended, if it is. */
  suspended?: string | null;
  last: { at: number; event: string; kind: string | null; wall_us: number; fuel: number; asked?: OperationCount[] }[];
  /** The latest lines that it logged, latest first. What was too much is a line too, with how many were dropped. */
  log: { at: number; level: string; text: string }[];
}

export interface AuditEntry {
  /** Its place in the log; the answer goes from high to low. */
  seq?: number;
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail: unknown;
}

/** What the viewer's browser says about itself; the host clamps it. */
export interface ViewerContext {
  locale: string;
  time_zone: string;
  utc_offset: number;
  direction: "ltr" | "rtl";
  scheme: "light" | "dark";
  contrast: "standard" | "more";
  size: "small" | "medium" | "large";
}

export interface ThemeShadow {
  color: string;
  x: number;
  y: number;
  blur: number;
  spread: number;
}
export interface ThemeTokens {
  color?: Record<string, string>;
  dimension?: Record<string, number>;
  duration?: Record<string, number>;
  family?: Record<string, string>;
  weight?: Record<string, number>;
  /** Layers, topmost first. */
  shadow?: Record<string, ThemeShadow[]>;
}
export interface CurrentTheme {
  package: { digest: string; name: string; title: string; title_in?: Translations; version: string } | null;
  tokens: ThemeTokens;
  /** The theme failed, so everything keeps its own look. */
  error?: { kind: string; message: string; hint?: string };
}
