/** "3 minutes ago", kept true by one timer for the whole page. */
import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Translated } from "../language";
import { formatDate, formatRelative, isoOf, type Locales } from "../viewer/format";

const shown = new Set<RelativeTime>();
let timer: ReturnType<typeof setInterval> | undefined;

@customElement("fanlight-relative-time")
export class RelativeTime extends LitElement {
  /** Milliseconds since 1970-01-01 UTC. */
  @property({ type: Number }) at = 0;
  /** BCP 47 tags, best first; undefined stands for those of the interface. */
  @property({ attribute: false }) locales: Locales = undefined;

  constructor() {
    super();
    new Translated(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    shown.add(this);
    timer ??= setInterval(() => shown.forEach((element) => element.requestUpdate()), 20_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    shown.delete(this);
    if (shown.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  protected override render(): unknown {
    return html`<time datetime=${isoOf(this.at) ?? ""} title=${formatDate(this.at, "date-time", this.locales)}
      >${formatRelative(this.at, Date.now(), this.locales)}</time
    >`;
  }
}
