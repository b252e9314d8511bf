/**
 * One stream of server-sent events for each board, shared by everything on the page that follows it. While nobody sees the page it is
 * closed: a browser opens six connections to a host, and the tabs share them.
 */
import type { Client } from "./api/client";

export interface LiveListener {
  /** A widget has a new frame. */
  changed?(widget: string, version: number): void;
  /** The list of widgets is another one. */
  widgets?(): void;
  theme?(): void;
  /** The boards that the person sees are other ones, or are called or shared otherwise. */
  boards?(): void;
  /** The number of notices that were not read is another one. */
  notices?(unread: number): void;
  /** `open` also after a break: what happened in between was missed and must be fetched. */
  status?(status: LiveStatus): void;
}
export type LiveStatus = "connecting" | "open" | "reconnecting";

class Stream {
  readonly listeners = new Set<LiveListener>();
  status: LiveStatus = "connecting";
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;

  constructor(
    private readonly client: Client,
    private readonly address: string,
  ) {
    document.addEventListener("visibilitychange", this.#seen);
    if (!document.hidden) this.#open();
  }

  /** Whoever comes back is told `open` again, and fetches what was missed. */
  #seen = (): void => {
    if (document.hidden) this.#stop();
    else if (!this.#source) this.#open();
  };

  #open(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    const source = new EventSource(this.address);
    this.#source = source;
    source.onopen = () => {
      this.#attempts = 0;
      this.#tell("open");
    };
    source.onerror = () => {
      this.#tell("reconnecting");
      // The browser retries by itself unless it gave up, as it does when a proxy answers with an error page.
      if (source.readyState === EventSource.CLOSED) this.#later();
    };
    source.addEventListener("changed", (event) => {
      const data = parse(event.data);
      if (typeof data["widget"] !== "string" || typeof data["version"] !== "number") return;
      for (const listener of this.listeners) listener.changed?.(data["widget"], data["version"]);
    });
    source.addEventListener("widgets", () => this.listeners.forEach((listener) => listener.widgets?.()));
    source.addEventListener("notices", (event) => {
      const { unread } = parse(event.data);
      if (typeof unread === "number") this.listeners.forEach((listener) => listener.notices?.(unread));
    });
    source.addEventListener("boards", () => this.listeners.forEach((listener) => listener.boards?.()));
    source.addEventListener("theme", () => this.listeners.forEach((listener) => listener.theme?.()));
  }

  #tell(status: LiveStatus): void {
    if (this.status === status && status !== "open") return;
    this.status = status;
    for (const listener of this.listeners) listener.status?.(status);
  }

  #later(): void {
    // A stream does not say why it ended. If it was the session, this question does, and leads to the sign-in.
    void this.client.account().catch(() => {});
    clearTimeout(this.#retry);
    const wait = Math.min(30_000, 1_000 * 2 ** this.#attempts++);
    this.#retry = setTimeout(() => this.#open(), wait);
    this.#source = null;
  }

  #stop(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  close(): void {
    document.removeEventListener("visibilitychange", this.#seen);
    this.#stop();
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const streams = new Map<string, Stream>();

/** Follow a board; the answer ends it. The stream closes with its last listener. */
export function follow(client: Client, board: string, listener: LiveListener): () => void {
  const address = client.live(board);
  let stream = streams.get(address);
  if (!stream) {
    stream = new Stream(client, address);
    streams.set(address, stream);
  }
  const joined = stream;
  joined.listeners.add(listener);
  listener.status?.(joined.status);
  return () => {
    joined.listeners.delete(listener);
    if (joined.listeners.size === 0) {
      joined.close();
      streams.delete(address);
    }
  };
}
