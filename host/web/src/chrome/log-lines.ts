/** What a widget wrote into its log: its author's words, shown as text and nothing else. */
import { html } from "lit";
import type { Usage } from "../api/types";
import { t } from "../language";
import "../view/relative-time";

const TONES: Record<string, string> = { warn: "tag notable", error: "tag bad" };

export function logLines(lines: Usage["log"]): unknown {
  return html`<section class="section" aria-labelledby="log-title">
    <h3 id="log-title">${t("log.title")}</h3>
    <ul class="log-lines" role="list" tabindex="0" aria-label=${t("log.label")}>
      ${lines.map(
        (line) => html`<li>
          <span class=${TONES[line.level] ?? "tag"}>${line.level}</span>
          <bdi>${line.text}</bdi>
          <span class="muted small"><fanlight-relative-time .at=${line.at}></fanlight-relative-time></span>
        </li>`,
      )}
    </ul>
  </section>`;
}
