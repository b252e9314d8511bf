import { html } from "lit";
import type { Span } from "../api/view";
import { formatCurrency, formatDate, formatNumber, formatPercent, isoOf } from "../viewer/format";
import { viewerLocales } from "../viewer/locale";
import { drawTarget } from "./link";
import "./relative-time";

export function drawSpan(span: Span): unknown {
  switch (span.span) {
    case "plain":
      return drawPlain(span.text, span.style);
    case "date":
      return html`<time class="figure" datetime=${isoOf(span.at) ?? ""}>${formatDate(span.at, span.style, viewerLocales())}</time>`;
    case "relative":
      return html`<fanlight-relative-time .at=${span.at} .locales=${viewerLocales()}></fanlight-relative-time>`;
    case "number":
      return html`<span class="figure">${formatNumber(span.value, span.max_fraction_digits, viewerLocales())}</span>`;
    case "percent":
      return html`<span class="figure">${formatPercent(span.value, viewerLocales())}</span>`;
    case "currency":
      return html`<span class="figure">${formatCurrency(span.value, span.code, viewerLocales())}</span>`;
    case "link":
      return drawTarget(span.text, span);
    default:
      return ""; // a span of a later server
  }
}

function drawPlain(text: string, style: (Span & { span: "plain" })["style"]): unknown {
  switch (style) {
    case "strong":
      return html`<strong>${text}</strong>`;
    case "emphasis":
      return html`<em>${text}</em>`;
    case "code":
      return html`<code>${text}</code>`;
    case "muted":
      return html`<span class="muted">${text}</span>`;
    case "struck":
      return html`<s>${text}</s>`;
    default:
      return html`<span>${text}</span>`;
  }
}
