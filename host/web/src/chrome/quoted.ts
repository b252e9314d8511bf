/** Words of the server that quote a name in backticks, as its terminal does: on a page the name is shown as code. */
import { html } from "lit";

export function quoted(text: string): unknown {
  const parts = text.split("`");
  // A lone backtick quotes nothing.
  if (parts.length % 2 === 0) return text;
  return parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}
