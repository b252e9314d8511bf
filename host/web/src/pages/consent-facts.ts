/** What a person can rely on, whatever they decide: what is out of reach, the limits, and where the package comes from. */
import { html, nothing } from "lit";
import type { Package } from "../api/types";
import { said, saidOfAll } from "../api/said";
import { icon } from "../chrome/icons";
import { language, rich, t } from "../language";
import { formatBytes } from "../viewer/format";

export function cannot(found: Package): unknown {
  if (found.cannot.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="cannot-title">
    <h2 id="cannot-title">${t("consent.cannot")}</h2>
    <ul class="cannot" role="list">
      ${saidOfAll(found).map((words) => html`<li>${icon("none")}<span>${capital(words)}</span></li>`)}
    </ul>
  </section>`;
}

export function limits(found: Package): unknown {
  if (found.limits.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="limits-title">
    <h2 id="limits-title">${t("consent.limits")}</h2>
    <ul class="chips" role="list">
      ${found.limits.map((limit) => html`<li>${said(limit)}</li>`)}
    </ul>
  </section>`;
}

export function origin(found: Package): unknown {
  return html`<section class="section" aria-labelledby="origin-title">
    <h2 id="origin-title">${t("consent.origin")}</h2>
    <dl class="facts">
      <dt>${t("consent.publisher")}</dt>
      <dd><bdi>${found.publisher}</bdi> <span class="muted">${t("consent.unverified")}</span></dd>
      <dt>${t("consent.package")}</dt>
      <dd>${rich("consent.version", { name: html`<bdi>${found.name}</bdi>`, version: html`<bdi>${found.version}</bdi>` })}</dd>
      <dt>${t("consent.size")}</dt>
      <dd>${formatBytes(found.size)}</dd>
      <dt>${t("consent.fingerprint")}</dt>
      <dd class="digest">${found.digest}</dd>
    </dl>
  </section>`;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(language()) + words.slice(1);
}
