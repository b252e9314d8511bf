import { html, nothing } from "lit";
import type { CodeBlockNode } from "../api/view";
import type { Drawn } from "./draw";
import { WORDS } from "./words";

/** Long lines scroll by themselves, also by keyboard: hence the focusable, named region. Code reads from left to right in every script. */
export function drawCodeBlock(node: CodeBlockNode): Drawn {
  const name = node.language ?? WORDS.code;
  return html`<figure class="code-block">
    ${node.language ? html`<figcaption><bdi>${node.language}</bdi></figcaption>` : nothing}
    <pre role="region" tabindex="0" dir="ltr" aria-label=${name}><code>${node.text}</code></pre>
  </figure>`;
}
