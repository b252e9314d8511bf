/** What happened here, and what each widget cost. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Account, AuditEntry, Problem, Usage, Widget } from "../api/types";
import { LightElement } from "../chrome/light-element";
import { loading, problemNote } from "../chrome/problem-note";
import { t } from "../language";
import "../view/relative-time";
import { boards } from "../boards";
import { auditList } from "./audit-list";
import { namesOf, type NameOf } from "./audit-names";
import { TOPICS, type Topic } from "./audit-topics";
import { usageTable } from "./usage-table";

/** Entries of the log that are fetched at once. */
const PAGE = 100;

@customElement("activity-page")
export class ActivityPage extends LightElement {
  @property({ attribute: false }) account!: Account;
  @state() private entries: AuditEntry[] | null = null;
  @state() private more = false;
  @state() private usage: { widget: Widget; usage: Usage }[] | null = null;
  @state() private problem: Problem | null = null;
  @state() private topic: Topic | null = null;
  private nameOf: NameOf = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  #attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  };

  /** The log tells of everyone, so it is the owner's alone. */
  get #readsLog(): boolean {
    return this.account.role !== "member";
  }

  #load = (): Promise<void> =>
    this.#attempt(async () => {
      const [entries, packages, ...own] = await Promise.all([
        this.#readsLog ? api.audit(PAGE) : [],
        api.packages(),
        ...boards.own.map(({ id }) => api.board(id)),
      ]);
      const widgets = own.flatMap((board) => board.widgets);
      this.nameOf = namesOf(boards.list, widgets, packages);
      this.entries = entries;
      this.more = entries.length === PAGE;
      this.usage = await Promise.all(widgets.map(async (widget) => ({ widget, usage: await api.usage(widget.id) })));
    });

  #older = (): Promise<void> =>
    this.#attempt(async () => {
      const older = await api.audit(PAGE, this.entries?.at(-1)?.seq);
      this.entries = [...(this.entries ?? []), ...older];
      this.more = older.length === PAGE;
    });

  protected override render(): unknown {
    return html`<div class="page">
      <div class="page-head">
        <div>
          <h1 tabindex="-1">${t("activity.title")}</h1>
          <p class="lead">${t(this.#readsLog ? "activity.lead" : "activity.lead.member")}</p>
        </div>
        <button type="button" class="btn" @click=${this.#load}>${t("action.refresh")}</button>
      </div>
      ${this.problem ? problemNote(this.problem, this.#load) : nothing}
      <section class="section" aria-labelledby="usage-title">
        <h2 id="usage-title">${t("activity.usage")}</h2>
        ${this.usage ? usageTable(this.usage) : this.problem ? nothing : loading(t("activity.adding"))}
      </section>
      ${this.#readsLog ? this.#log() : nothing}
    </div>`;
  }

  #log(): unknown {
    return html`<section class="section" aria-labelledby="log-title">
      <div class="log-head">
        <h2 id="log-title">${t("activity.log")}</h2>
        <label>
          <span class="small muted">${t("activity.show")}</span>
          <span class="select"><select class="input" @change=${(event: Event) => (this.topic = TOPICS.find((topic) => topic === (event.target as HTMLSelectElement).value) ?? null)}>
            <option value="">${t("activity.all")}</option>
            ${TOPICS.map((topic) => html`<option value=${topic}>${t(`topic.${topic}`)}</option>`)}
          </select></span>
        </label>
      </div>
      ${this.entries ? auditList(this.entries, this.topic, this.nameOf) : this.problem ? nothing : loading(t("activity.reading"))}
      ${this.more ? html`<div><button type="button" class="btn" @click=${this.#older}>${t("activity.older")}</button></div>` : nothing}
    </section>`;
  }
}
