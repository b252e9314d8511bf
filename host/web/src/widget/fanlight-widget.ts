/**
 * `<fanlight-widget widget="ID" base="">`: one installed widget on any page. It fetches the frame, draws the typed view,
 * sends what the person does, and follows new versions. The frame around it, with title and publisher, is the host's:
 * nothing a widget says is drawn there.
 *
 * Slot `menu`: the host's own controls. Slot `remedy`: what ends a pause or a lack of permission, beside the words that tell of it.
 * Events: `fanlight-frame` (detail: Widget) after each new frame, `fanlight-problem` (detail: Problem) when there is none. What a page of
 * another app needs to know is in docs/tutorial-embedder.md.
 */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ProblemError, asProblem, isUnanswered } from "../api/http";
import { api, Client, packageOf } from "../api/client";
import type { Package, Problem, ViewerContext, Widget } from "../api/types";
import type { ViewNode, WidgetEvent } from "../api/view";
import { direction, t, Translated } from "../language";
import { follow } from "../live";
import { sizeOf, viewerContext } from "../viewer/context";
import { appearance } from "../viewer/scheme";
import { draw } from "../view/draw";
import { placeHeadings, type Drawing } from "../view/drawing";
import { Drafts } from "../view/drafts";
import { isTyped, refusedFields } from "../view/fields";
import { Shown } from "../view/shown";
import { EventQueue } from "./event-queue";
import { FocusKeeper } from "./focus-keeper";
import { loadFrame } from "./frame-loader";
import { drawNotice, drawProvenance, drawWaiting } from "./frame";
import { Overflow } from "./overflow";
import { RefreshTimer } from "./refresh-timer";
import { widgetStyles } from "./styles";

/** Title of the widget, at level 2 of the page; what is inside starts at 3. */
const TITLE_LEVEL = 2;
/** Milliseconds until a refresh that failed is tried again. */
const RETRY = 15_000;
/** Milliseconds until somebody who did not answer is asked again. */
const AGAIN = 5_000;

@customElement("fanlight-widget")
export class FanlightWidget extends LitElement {
  static override styles = widgetStyles;

  /** On a page of another app nobody but the element looks after it: it follows a pause by itself, and asks again when nobody answers. */
  static alone = false;

  /** Id of the installed widget. */
  @property() widget = "";
  /** Path of the page's own origin below which the server answers `/api/v1`, such as `/fanlight`; empty for the origin itself. */
  @property() base = "";
  /** The person sees it and may not use it: its controls are off, and no event is sent. */
  @property({ type: Boolean }) watching = false;
  /** A frame that the page already has; it is shown until a fresh one is there. */
  @property({ attribute: false }) first: Widget | null = null;

  /** What is on the screen. */
  @state() frame: Widget | null = null;
  @state() private package: Package | null = null;
  @state() problem: Problem | null = null;
  @state() private message = "";
  @state() private pending = 0;

  #client = api;
  #size: ViewerContext["size"] | null = null;
  #drafts = new Drafts();
  #shown = new Shown();
  #focus: FocusKeeper | null = null;
  #unfollow: (() => void) | null = null;
  #followed = "";
  #opened = false;
  /** The stream was open once since it is followed. */
  #live = false;
  /** Keys of the forms whose submission is under way. */
  #submitting = new Set<string>();
  #overflow = new Overflow();
  #resize = new ResizeObserver(([entry]) => entry && this.#measured(entry.contentRect.width));
  #asking: ReturnType<typeof setTimeout> | undefined;
  #timer = new RefreshTimer(() => void this.#send({ type: "refresh" }));
  #queue = new EventQueue({
    send: (event) => this.#client.send(this.widget, event),
    context: () => viewerContext(this.#room()),
    version: () => this.frame?.version ?? 0,
  });

  constructor() {
    super();
    new Translated(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
    this.#timer.start();
    appearance.addEventListener("change", this.#reload);
    if (this.hasUpdated) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.#overflow.stop();
    this.#timer.stop();
    appearance.removeEventListener("change", this.#reload);
    this.#unfollow?.();
    this.#unfollow = null;
    this.#followed = "";
  }

  /** Fetch the frame again, for example after a grant was changed. */
  async reload(): Promise<void> {
    if (this.widget === "") return;
    try {
      this.adopt(await loadFrame(this.#client, this.frame?.board ?? null, this.widget, () => this.#room()));
      this.#open();
    } catch (error) {
      this.problem = asProblem(error);
      if (FanlightWidget.alone && !this.frame && isUnanswered(this.problem)) this.#later();
    }
  }
  #reload = () => void this.reload();

  #later(): void {
    clearTimeout(this.#asking);
    this.#asking = setTimeout(() => {
      if (!this.isConnected || this.frame) return;
      if (document.hidden) this.#later();
      else void this.reload();
    }, AGAIN);
  }

  /** Ask the widget itself for fresh data, for example after it may do something else than before. */
  async refresh(): Promise<void> {
    if (this.frame?.status === "paused" || this.watching) return this.reload();
    await this.#send({ type: "refresh" });
  }

  /** Show `next`, unless what is on the screen is newer: answers can overtake each other. */
  adopt(next: Widget): void {
    this.problem = null;
    const shown = this.frame?.id === next.id ? this.frame : null;
    if (shown && next.version < shown.version) return;
    // A call that failed changed nothing, and neither does a pause: what is on the screen, and half filled in, stays true.
    const silent = next.view === null && (next.error !== null || next.status === "paused");
    const stays = silent && shown?.version === next.version;
    this.frame = stays ? { ...next, view: shown.view } : next;
    this.dispatchEvent(new CustomEvent("fanlight-frame", { detail: next, bubbles: true, composed: true }));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#focus?.hold();
    if (changed.has("base")) this.#ask();
    if (changed.has("first") && this.first?.id === this.widget && !this.frame) this.frame = this.first;
    if (changed.has("widget") || changed.has("base")) this.#begin();
    if (changed.has("problem") && this.problem) {
      this.dispatchEvent(new CustomEvent("fanlight-problem", { detail: this.problem, bubbles: true, composed: true }));
    }
    if (changed.has("frame") && this.frame) this.#framed(this.frame);
  }

  protected override updated(): void {
    this.#focus ??= new FocusKeeper(this.renderRoot as ShadowRoot);
    const body = this.renderRoot.querySelector<HTMLElement>(".body");
    this.#focus.restore(body);
    this.#overflow.follow(body, body?.querySelector(".view") ?? null);
  }

  /** From whom its frames come. The session's cookie is not sent to another origin, so nothing is asked of one. */
  #ask(): void {
    const base = this.base.replace(/\/+$/, "");
    this.#client = base === "" ? api : new Client(base);
    if (new URL(base || "/", location.href).origin !== location.origin) {
      console.error(`<fanlight-widget base="${this.base}">: name a path of this page's own origin that leads to the server, such as "/fanlight"`);
    }
  }

  #begin(): void {
    this.#opened = false;
    this.problem = null;
    if (this.frame && this.frame.id !== this.widget) this.frame = null;
    void this.reload();
  }

  #framed(frame: Widget): void {
    if (frame.view) this.#drafts.prune(frame.view);
    // A suspended one is tried by whoever has it open once its rest is over.
    const after = frame.status === "suspended" ? (frame.retry_after ?? null) : frame.status === "live" ? frame.refresh_after : null;
    this.#timer.schedule(after);
    // One answer for a hundred widgets would draw all of them again, so it is not asked for what the frame says already.
    if (frame.package.publisher === undefined && this.package?.digest !== frame.package.digest) {
      packageOf(this.#client, frame.package.digest).then((found) => (this.package = found), () => {});
    }
    const stream = `${this.#client.base} ${frame.board}`;
    if (this.isConnected && this.#followed !== stream) {
      this.#unfollow?.();
      this.#followed = stream;
      this.#live = false;
      this.#unfollow = follow(this.#client, frame.board, {
        changed: (id, version) => this.#changed(id, version),
        widgets: () => FanlightWidget.alone && void this.reload(),
        status: (status) => status === "open" && this.#streaming(),
      });
    }
  }

  /** A widget that was installed and never ran has no view yet: tell it, once, that somebody is looking. */
  #open(): void {
    const frame = this.frame;
    if (this.#opened || frame?.status !== "live" || frame.view !== null || frame.error !== null) return;
    this.#opened = true;
    void this.#send({ type: "opened" });
  }

  /** What changed while the stream was down, or nobody saw the page, was never told. */
  #streaming(): void {
    if (this.#live) void this.reload();
    this.#live = true;
  }

  #changed(id: string, version: number): void {
    if (id !== this.widget || version === this.frame?.version) return;
    // An own event under way brings its frame along.
    void this.#queue.settled().then(() => {
      if (version !== this.frame?.version) void this.reload();
    });
  }

  /** Measured when it is first told: measuring each element as it comes would lay the page out again for each. */
  #room(): ViewerContext["size"] {
    return (this.#size ??= sizeOf(this.getBoundingClientRect().width || 480));
  }

  #measured(width: number): void {
    const size = sizeOf(width);
    if (size === this.#size || width === 0) return;
    const told = this.#size !== null;
    this.#size = size;
    if (told) void this.reload();
  }

  #send = async (event: WidgetEvent): Promise<void> => {
    if (this.watching) return;
    const byPerson = event.type === "input" || event.type === "submitted";
    // The second click of a double click would submit the same form once more.
    if (event.type === "submitted" && this.#submitting.has(event.key)) return;
    if (event.type === "submitted") this.#submitting.add(event.key);
    if (byPerson) this.pending++;
    try {
      const widget = await this.#queue.push(event);
      this.#release(event, widget);
      this.message = "";
      this.adopt(widget);
    } catch (error) {
      // A box or a choice goes back to what holds; what was typed stays.
      if (event.type === "input" && !isTyped(this.frame?.view ?? null, event.key)) this.#drafts.release(event.key, event.value);
      this.#refused(error, byPerson);
      // What the widget waits for is asked again, with more patience.
      if (event.type === "refresh" && this.frame?.refresh_after != null) this.#timer.schedule(RETRY);
    } finally {
      if (event.type === "submitted") this.#submitting.delete(event.key);
      if (byPerson) this.pending--;
    }
  };

  /** The widget took it: what was typed for it is let go, but for the fields it found fault with. */
  #release(event: WidgetEvent, widget: Widget): void {
    if (widget.status !== "live") return;
    const refused = refusedFields(widget.view);
    const sent = event.type === "submitted" ? event.fields : event.type === "input" ? { [event.key]: event.value } : {};
    for (const [key, value] of Object.entries(sent)) if (!refused.has(key)) this.#drafts.release(key, value);
  }

  #refused(error: unknown, byPerson: boolean): void {
    const problem = asProblem(error);
    if (error instanceof ProblemError && problem.widget) {
      this.adopt(problem.widget);
      if (byPerson && problem.widget.status !== "paused" && problem.widget.status !== "suspended") {
        this.message = t("widget.stale");
      }
    } else if (error instanceof ProblemError && error.status === 422) {
      void this.reload();
      if (byPerson) this.message = t("widget.refused", { problem: problem.detail ?? problem.title });
    } else if (byPerson || !this.frame) {
      this.problem = problem;
    }
    this.requestUpdate();
  }

  protected override render(): unknown {
    const frame = this.frame;
    const resting = frame?.status === "paused" || frame?.status === "suspended";
    return html`<article class="frame" aria-labelledby="title" data-status=${frame?.status ?? "loading"}>
      ${drawProvenance(frame, this.package, this.problem, html`<slot name="menu"></slot>`)}
      <div class="body" tabindex="-1" aria-labelledby="title" aria-busy=${this.pending > 0 || !frame ? "true" : "false"}>
        ${drawNotice(frame, this.problem, () => this.#again())}
        <p class="said" role="status">${this.message}</p>
        ${frame?.view
          ? html`<div class="view" dir=${direction()} ?inert=${resting}>${
              this.watching ? html`<fieldset role="none" disabled>${this.#drawn(frame, frame.view)}</fieldset>` : this.#drawn(frame, frame.view)
            }</div>`
          : drawWaiting(frame, this.problem)}
      </div>
      ${this.pending > 0 ? html`<div class="progress" aria-hidden="true"></div>` : nothing}
    </article>`;
  }

  #drawn(frame: Widget, view: ViewNode): unknown {
    return draw(view, this.#drawing(view, frame.package.digest));
  }

  #again(): void {
    if (this.problem) void this.reload();
    else if (this.frame?.status === "suspended") void this.#retry();
    else void this.refresh();
  }

  async #retry(): Promise<void> {
    this.pending++;
    try {
      this.adopt(await this.#client.retry(this.widget));
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.pending--;
    }
  }

  #drawing(view: ViewNode, digest: string): Drawing {
    return {
      send: (event) => void this.#send(event),
      drafts: this.#drafts,
      shown: this.#shown,
      image: (name) => this.#client.imageAddress(digest, name),
      redraw: () => this.requestUpdate(),
      levels: placeHeadings(view, TITLE_LEVEL),
      inForm: false,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "fanlight-widget": FanlightWidget;
  }
}
