/** The audit log as a list, the latest first: readable on a phone, complete on every screen. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { AuditEntry } from "../api/types";
import { icon } from "../chrome/icons";
import { actorName } from "../chrome/person-name";
import { rich, t } from "../language";
import type { NameOf } from "./audit-names";
import { together, topicOf, TOPIC_ICONS, type Topic } from "./audit-topics";
import { inWords, manyInWords } from "./audit-words";

/** Those about `topic`, or all. */
export function auditList(entries: AuditEntry[], topic: Topic | null, nameOf: NameOf): unknown {
  const wanted = topic ? entries.filter((entry) => topicOf(entry.action) === topic) : entries;
  if (wanted.length === 0) return html`<p class="muted">${t(topic ? "activity.log.none-such" : "activity.log.none")}</p>`;
  return html`<ol class="panel audit" role="list" aria-label=${t("activity.log.label")}>
    ${repeat(
      together(wanted),
      ([first]) => first?.seq,
      (run) => html`<li>${run.length === 1 ? line(run[0]!, nameOf) : several(run, nameOf)}</li>`,
    )}
  </ol>`;
}

/** What happened, in words; its technical facts are inside, and in sight only where there are no words. */
function line(entry: AuditEntry, nameOf: NameOf): unknown {
  const { about, words, facts } = inWords(entry, nameOf);
  const topic = topicOf(entry.action);
  return html`<span class="audit-icon" data-topic=${topic}>${icon(TOPIC_ICONS[topic])}</span>
    <details class="audit-entry" ?open=${words === ""}>
      <summary>
        <span class="audit-line">
          ${about ? html`<bdi class="audit-subject" title=${entry.subject}>${about}</bdi>` : html`<span class="audit-subject">${words}</span>`}
          ${told(entry)}
        </span>
        ${about && words ? html`<span class="audit-words"><bdi>${words}</bdi></span>` : nothing}
      </summary>
      <dl class="audit-facts">
        <div><dt>${t("activity.action")}</dt><dd title=${entry.subject}>${entry.action}</dd></div>
        ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd title=${value}><bdi>${short(value)}</bdi></dd></div>`)}
      </dl>
    </details>`;
}

/** One line for what was done to many, with each of them inside. */
function several(run: AuditEntry[], nameOf: NameOf): unknown {
  const [latest] = run;
  if (!latest) return nothing;
  const topic = topicOf(latest.action);
  const names = [...new Set(run.map((entry) => inWords(entry, nameOf).about).filter((about) => about !== ""))];
  return html`<span class="audit-icon" data-topic=${topic}>${icon(TOPIC_ICONS[topic])}</span>
    <details class="audit-entry">
      <summary>
        <span class="audit-line">
          <span class="audit-subject">${manyInWords(latest.action, run.length)}</span>
          ${told(latest)}
        </span>
        ${names.length > 0 ? html`<span class="small muted"><bdi>${names.join(", ")}</bdi></span>` : nothing}
      </summary>
      <ol class="audit" role="list">
        ${run.map((entry) => html`<li>${line(entry, nameOf)}</li>`)}
      </ol>
    </details>`;
}

function told(entry: AuditEntry): unknown {
  return html`<span class="muted small">
    ${rich("activity.by", {
      actor: html`<bdi>${actorName(entry.actor)}</bdi>`,
      when: html`<fanlight-relative-time .at=${entry.at}></fanlight-relative-time>`,
    })}
  </span>`;
}

/** A fingerprint is known by its beginning. */
function short(text: string): string {
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text;
}
