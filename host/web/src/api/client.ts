/** The endpoints of /api/v1, one method each. `base` is the server's origin, empty for the page's own. */
import { request } from "./http";
import type {
  Account, AuditEntry, Board, CurrentTheme, FrameAnswer, Grant, Grants, Kept, Member, Notice, Package, Session, Setting, SettingValue, Sharing,
  SignInLink, Undoable, Usage, ViewerContext, Widget, WidgetSize,
} from "./types";
import type { WidgetEvent } from "./view";

export interface SentEvent {
  /** Chosen here: the server answers a repeated id with the earlier result. */
  id: string;
  /** The version of the frame that the person saw. */
  seen: number;
  event: WidgetEvent;
  context: ViewerContext;
}

export class Client {
  constructor(readonly base = "") {}

  signIn = (token: string) => this.#call<void>("POST", "/session", { token });
  signOut = () => this.#call<void>("DELETE", "/session");
  account = () => this.#call<Account>("GET", "/account");
  rename = (names: { name?: string; workspace?: string }) => this.#call<Account>("PATCH", "/account", names);
  sessions = () => this.#call<{ sessions: Session[] }>("GET", "/sessions").then((answer) => answer.sessions);
  endSession = (id: string) => this.#call<void>("DELETE", `/sessions/${seg(id)}`);
  linkForMe = () => this.#call<SignInLink>("POST", "/account/link");
  /** The latest entries, or those before `before`. */
  audit = (limit: number, before?: number) =>
    this.#call<{ entries: AuditEntry[] }>("GET", `/audit?${query(before === undefined ? { limit } : { limit, before })}`).then(
      (answer) => answer.entries,
    );

  packages = () => this.#call<{ packages: Package[] }>("GET", "/packages").then((answer) => answer.packages);
  package = (digest: string) => this.#call<Package>("GET", `/packages/${encodeURIComponent(digest)}`);
  upload = (file: Blob) => this.#call<Package>("POST", "/packages", file);
  /** Address of a package's picture, for an `img`. */
  picture = (digest: string) => `${this.base}/api/v1/packages/${encodeURIComponent(digest)}/picture`;
  /** Address of an image that a package carries, for an `img`. */
  imageAddress = (digest: string, name: string) =>
    `${this.base}/api/v1/packages/${encodeURIComponent(digest)}/images/${encodeURIComponent(name)}`;

  /** What grants would mean, in the host's words; nothing is granted. */
  words = (digest: string, grants: Grants) =>
    this.#call<{ grants: Record<string, Grant> }>("POST", `/packages/${seg(digest)}/words`, { grants });
  deletePackage = (digest: string) => this.#call<void>("DELETE", `/packages/${seg(digest)}`);

  boards = () => this.#call<{ boards: Board[] }>("GET", "/boards").then((answer) => answer.boards);
  makeBoard = (name: string) => this.#call<Board>("POST", "/boards", { name });
  changeBoard = (id: string, change: { name?: string; position?: number; shared?: Sharing }) =>
    this.#call<Board>("PATCH", `/boards/${seg(id)}`, change);
  deleteBoard = (id: string) => this.#call<Undoable>("DELETE", `/boards/${seg(id)}`);
  /** All widgets in their order, each with its size. */
  arrange = (id: string, widgets: { id: string; size: WidgetSize }[]) =>
    this.#call<{ board: Board; widgets: Widget[] }>("PUT", `/boards/${seg(id)}/layout`, { widgets });
  board = (id: string) => this.#call<{ board: Board; widgets: Widget[] }>("GET", `/boards/${seg(id)}/widgets`);
  install = (board: string, digest: string, grants: Grants) =>
    this.#call<Widget & { restored: boolean }>("POST", `/boards/${seg(board)}/widgets`, { package: digest, grants });
  /** Address of a board's stream of server-sent events. */
  live = (board: string) => `${this.base}/api/v1/boards/${seg(board)}/live`;

  frame = (id: string, context: ViewerContext) =>
    this.#call<Widget>("GET", `/widgets/${seg(id)}/frame?${query({ ...context })}`);
  /** Frames of several widgets of one board, in the order asked for; what the host cannot show says why. */
  frames = (board: string, context: Omit<ViewerContext, "size">, widgets: { id: string; size: ViewerContext["size"] }[]) =>
    this.#call<{ frames: FrameAnswer[] }>("POST", `/boards/${seg(board)}/frames`, { context, widgets }).then((answer) => answer.frames);
  send = (id: string, event: SentEvent) => this.#call<Widget>("POST", `/widgets/${seg(id)}/events`, event);
  /** Try a suspended one now. */
  retry = (id: string) => this.#call<Widget>("POST", `/widgets/${seg(id)}/retry`);
  pause = (id: string, paused: boolean) => this.#call<Widget>("PATCH", `/widgets/${seg(id)}`, { paused });
  /** Another version in its place, which may do what `grants` says. */
  update = (id: string, digest: string, grants: Grants) =>
    this.#call<Widget>("PUT", `/widgets/${seg(id)}/package`, { package: digest, grants });
  moveTo = (id: string, board: string) => this.#call<Widget>("PATCH", `/widgets/${seg(id)}`, { board });
  remove = (id: string, data: "keep" | "delete") => this.#call<Undoable>("DELETE", `/widgets/${seg(id)}?data=${data}`);
  undo = (id: string) => this.#call<{ board: string; widget?: string }>("POST", `/undo/${seg(id)}`);
  kept = () => this.#call<{ kept: Kept[] }>("GET", "/kept").then((answer) => answer.kept);
  erase = (id: string) => this.#call<void>("DELETE", `/kept/${seg(id)}`);
  grants = (id: string) => this.#call<{ grants: Record<string, Grant> }>("GET", `/widgets/${seg(id)}/grants`);
  /** All that is granted from now on: what is left out is revoked. */
  grant = (id: string, grants: Grants) =>
    this.#call<{ grants: Record<string, Grant> }>("PUT", `/widgets/${seg(id)}/grants`, { grants });
  revoke = (id: string, capability: string) =>
    this.#call<unknown>("DELETE", `/widgets/${seg(id)}/grants/${seg(capability)}`);
  settings = (id: string) =>
    this.#call<{ schema: Setting[]; values: Record<string, SettingValue> }>("GET", `/widgets/${seg(id)}/settings`);
  saveSettings = (id: string, values: Record<string, SettingValue>) =>
    this.#call<Widget>("PUT", `/widgets/${seg(id)}/settings`, { values });
  usage = (id: string) => this.#call<Usage>("GET", `/widgets/${seg(id)}/usage`);

  /** The latest notices, or those before one. */
  notices = (limit: number, before?: string) =>
    this.#call<{ notices: Notice[]; unread: number }>("GET", `/notices?${query(before === undefined ? { limit } : { limit, before })}`);
  readNotices = (through: string) => this.#call<{ unread: number }>("POST", "/notices/read", { through });

  members = () => this.#call<{ members: Member[] }>("GET", "/members").then((answer) => answer.members);
  invite = (name: string) => this.#call<{ member: Member; link: string }>("POST", "/members", { name });
  linkFor = (id: string) => this.#call<SignInLink>("POST", `/members/${seg(id)}/link`);
  expel = (id: string) => this.#call<void>("DELETE", `/members/${seg(id)}`);

  themes = () => this.#call<{ themes: Package[]; current: string | null }>("GET", "/themes");
  currentTheme = (scheme: string, contrast: string, hour: number) =>
    this.#call<CurrentTheme>("GET", `/themes/current?${query({ scheme, contrast, hour })}`);
  /** A theme that nobody need have put on. */
  previewTheme = (digest: string, scheme: string, contrast: string, hour: number) =>
    this.#call<CurrentTheme>("GET", `/themes/${seg(digest)}/preview?${query({ scheme, contrast, hour })}`);
  /** Address of a theme as a pack of design tokens, for a download. */
  themeTokens = (digest: string) => `${this.base}/api/v1/themes/${seg(digest)}/tokens.json`;
  applyTheme = (digest: string | null) => this.#call<unknown>("PUT", "/themes/current", { package: digest });

  #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return request<T>(this.base, method, path, body);
  }
}

function seg(text: string): string {
  return encodeURIComponent(text);
}

function query(values: Record<string, string | number>): string {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
}

/** The client of the page's own server. */
export const api = new Client();

const known = new Map<string, Promise<Package>>();
/** A package never changes under its digest, so each is fetched once. */
export function packageOf(client: Client, digest: string): Promise<Package> {
  const key = `${client.base} ${digest}`;
  let found = known.get(key);
  if (!found) {
    found = client.package(digest);
    found.catch(() => known.delete(key));
    known.set(key, found);
  }
  return found;
}
