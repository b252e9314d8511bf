/**
 * Events of one widget go one after the other. Each says which frame its person saw: what is queued behind an own
 * success moves on to that frame, but a change by somebody else in between is left for the server to refuse.
 */
import { ProblemError } from "../api/http";
import type { SentEvent } from "../api/client";
import type { ViewerContext, Widget } from "../api/types";
import type { WidgetEvent } from "../api/view";

export interface EventQueueHost {
  send(event: SentEvent): Promise<Widget>;
  context(): ViewerContext;
  /** Version of the frame that is on the screen. */
  version(): number;
}

interface Waiting {
  event: WidgetEvent;
  seen: number;
  done(widget: Widget): void;
  failed(error: unknown): void;
}

export class EventQueue {
  #waiting: Waiting[] = [];
  #busy = false;
  #settling: (() => void)[] = [];

  constructor(private readonly host: EventQueueHost) {}

  /** The widget after the event; throws ProblemError, with 409 when the frame was stale. */
  push(event: WidgetEvent): Promise<Widget> {
    return new Promise((done, failed) => {
      this.#waiting.push({ event, seen: this.host.version(), done, failed });
      void this.#run();
    });
  }

  /** Resolves when nothing is under way any more. */
  settled(): Promise<void> {
    return this.#busy ? new Promise((done) => this.#settling.push(done)) : Promise.resolve();
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        const widget = await this.#deliver(next);
        for (const later of this.#waiting) if (later.seen === next.seen) later.seen = widget.version;
        next.done(widget);
      } catch (error) {
        next.failed(error);
      }
    }
    this.#busy = false;
    for (const done of this.#settling.splice(0)) done();
  }

  async #deliver(item: Waiting): Promise<Widget> {
    const sent: SentEvent = { id: newId(), seen: item.seen, event: item.event, context: this.host.context() };
    try {
      return await this.host.send(sent);
    } catch (error) {
      // No answer does not say whether it arrived. The same id is safe to send once more.
      if (!(error instanceof ProblemError) || error.status !== 0) throw error;
      await new Promise((wait) => setTimeout(wait, 800));
      return this.host.send(sent);
    }
  }
}

/** randomUUID exists on secure origins only, and Fanlight may run on a plain address in the home. */
function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
