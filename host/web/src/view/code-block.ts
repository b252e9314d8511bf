import { html, nothing } from "lit";
import type { CodeBlockNode } from "../api/view";
import { t } from "../language";
import type { Drawn } from "./draw";

/** Long lines scroll by themselves, also by keyboard: hence the focusable, named region. Code reads from left to right in every script. */
export function drawCodeBlock(node: CodeBlockNode): Drawn {
  const name = node.language ?? t("view.code");
  return html`<figure class="code-block">
    ${node.language ? html`<figcaption><bdi>${node.language}</bdi></figcaption>` : nothing}
    <pre role="region" tabindex="0" dir="ltr" aria-label=${name}><code>${node.text}</code></pre>
  </figure>`;
}
