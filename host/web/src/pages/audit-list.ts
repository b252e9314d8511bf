/** The audit log as a list, the latest first: readable on a phone, complete on every screen. */
import { html, nothing } from "lit";
import type { AuditEntry } from "../api/types";
import { rich, t } from "../language";
import type { NameOf } from "./audit-names";
import { inWords } from "./audit-words";

export function auditList(entries: AuditEntry[], nameOf: NameOf): unknown {
  if (entries.length === 0) return html`<p class="muted">${t("activity.log.none")}</p>`;
  return html`<ol class="panel audit" role="list" aria-label=${t("activity.log.label")}>
    ${entries.map((entry) => html`<li>${line(entry, nameOf)}</li>`)}
  </ol>`;
}

function line(entry: AuditEntry, nameOf: NameOf): unknown {
  const { about, words, facts } = inWords(entry, nameOf);
  return html`<div class="audit-line">
      <span class="tag" title=${entry.subject}>${entry.action}</span>
      ${about ? html`<bdi class="audit-subject" title=${entry.subject}>${about}</bdi>` : nothing}
      <span class="muted small">
        ${rich("activity.by", {
          actor: html`<bdi>${entry.actor}</bdi>`,
          when: html`<fanlight-relative-time .at=${entry.at}></fanlight-relative-time>`,
        })}
      </span>
    </div>
    ${words ? html`<p class="audit-words"><bdi>${words}</bdi></p>` : nothing}
    ${facts.length > 0
      ? html`<dl class="audit-facts">
          ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd title=${value}><bdi>${short(value)}</bdi></dd></div>`)}
        </dl>`
      : nothing}`;
}

/** A fingerprint is known by its beginning. */
function short(text: string): string {
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text;
}
