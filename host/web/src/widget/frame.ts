/** What the host says around a widget: whose it is, and how it fares. Third-party words are isolated from ours. */
import { html, nothing } from "lit";
import type { Package, Problem, Widget } from "../api/types";
import { icon } from "../chrome/icons";
import { failureWords } from "./failure-words";

export function drawProvenance(frame: Widget | null, found: Package | null, menu: unknown): unknown {
  const publisher = frame?.package.publisher ?? found?.publisher;
  return html`<header class="provenance">
    <div class="who">
      <h2 class="title" id="title" title=${frame?.title ?? nothing}>${frame ? html`<bdi>${frame.title}</bdi>` : "Loading…"}</h2>
      ${publisher ? html`<p class="publisher">by <bdi>${publisher}</bdi></p>` : nothing}
    </div>
    ${frame?.status === "paused" ? html`<span class="state" data-state="paused">${icon("pause")}Paused</span>` : nothing}
    ${frame?.status === "failed" ? html`<span class="state" data-state="failed">${icon("alert")}${stopped(frame) ? "Stopped" : "Problem"}</span>` : nothing}
    ${frame?.status === "denied" ? html`<span class="state" data-state="denied">${icon("shield")}Not allowed</span>` : nothing}
    ${menu}
  </header>`;
}

/** The host ended it, or it gave up by itself. */
function stopped(frame: Widget): boolean {
  const kind = frame.error?.kind ?? "";
  return kind === "trap" || kind.startsWith("limit.");
}

export function drawNotice(frame: Widget | null, problem: Problem | null, again: () => void): unknown {
  if (problem) {
    return notice("failed", problem.title, [problem.detail, problem.hint], problem.kind, again);
  }
  if (frame?.status === "paused") {
    return notice("paused", "Paused", ["It does nothing until you resume it from its menu."]);
  }
  if (!frame?.error) return nothing;
  const { kind, message, hint } = frame.error;
  const denied = frame.status === "denied";
  return html`<div class="notice" role="group" aria-label="Problem" data-state=${denied ? "denied" : "failed"}>
    ${icon(denied ? "shield" : "alert")}
    <div>
      <p class="notice-title">${failureWords(kind)}</p>
      ${kind === "guest"
        ? html`<p>The widget says: <q><bdi>${message}</bdi></q></p>`
        : html`<p class="small">Reason: <bdi>${message}</bdi></p>`}
      ${hint ? html`<p class="small"><bdi>${hint}</bdi></p>` : nothing}
      <p class="small"><code>${kind}</code></p>
      <button type="button" class="again" data-key="host again" @click=${again}>
        Try again
      </button>
    </div>
  </div>`;
}

function notice(state: string, title: string, lines: (string | undefined)[], kind?: string, again?: () => void): unknown {
  return html`<div class="notice" role="group" aria-label=${state === "paused" ? "Paused" : "Problem"} data-state=${state}>
    ${icon(state === "paused" ? "pause" : "alert")}
    <div>
      <p class="notice-title">${title}</p>
      ${lines.map((line) => (line ? html`<p class="small">${line}</p>` : nothing))}
      ${kind ? html`<p class="small"><code>${kind}</code></p>` : nothing}
      ${again
        ? html`<button type="button" class="again" data-key="host again" @click=${again}>
            Try again
          </button>`
        : nothing}
    </div>
  </div>`;
}

/** There is no view: it is on its way, or there is none to show. */
export function drawWaiting(frame: Widget | null, problem: Problem | null): unknown {
  if (problem || frame?.error) return nothing;
  if (frame && frame.status !== "live") return nothing;
  return html`<div class="skeleton" role="status" aria-label="Loading">
    <span></span><span></span><span></span>
  </div>`;
}
