/** What a person can rely on, whatever they decide: what is out of reach, the limits, and where the package comes from. */
import { html, nothing } from "lit";
import type { Package } from "../api/types";
import { icon } from "../chrome/icons";
import { formatBytes } from "../viewer/format";

export function cannot(found: Package): unknown {
  if (found.cannot.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="cannot-title">
    <h2 id="cannot-title">What it cannot do</h2>
    <ul class="cannot" role="list">
      ${found.cannot.map((words) => html`<li>${icon("none")}<span>${capital(words)}</span></li>`)}
    </ul>
  </section>`;
}

export function limits(found: Package): unknown {
  if (found.limits.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="limits-title">
    <h2 id="limits-title">Limits for each run</h2>
    <ul class="chips" role="list">
      ${found.limits.map((limit) => html`<li>${limit.words}</li>`)}
    </ul>
  </section>`;
}

export function origin(found: Package): unknown {
  return html`<section class="section" aria-labelledby="origin-title">
    <h2 id="origin-title">Where it comes from</h2>
    <dl class="facts">
      <dt>Publisher</dt>
      <dd><bdi>${found.publisher}</bdi> <span class="muted">(as the package says; not verified)</span></dd>
      <dt>Package</dt>
      <dd><bdi>${found.name}</bdi>, version <bdi>${found.version}</bdi></dd>
      <dt>Size</dt>
      <dd>${formatBytes(found.size)}</dd>
      <dt>Fingerprint</dt>
      <dd class="digest">${found.digest}</dd>
    </dl>
  </section>`;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase("en") + words.slice(1);
}
