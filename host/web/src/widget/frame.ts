/** What the host says around a widget: whose it is, and how it fares. Third-party words are isolated from ours. */
import { html, nothing } from "lit";
import type { Package, Problem, Widget } from "../api/types";
import { langOf, titleOf } from "../api/said";
import { icon } from "../chrome/icons";
import { quoted } from "../chrome/quoted";
import { rich, t } from "../language";
import { notGranted } from "./capability-words";
import { failureWords } from "./failure-words";

export function drawProvenance(frame: Widget | null, found: Package | null, problem: Problem | null, menu: unknown): unknown {
  const publisher = frame?.package.publisher ?? found?.publisher;
  return html`<header class="provenance">
    <div class="who">
      <h2 class="title" id="title" title=${frame ? titleOf(frame) : nothing}>${frame ? html`<bdi lang=${langOf(frame.title_in)}>${titleOf(frame)}</bdi>` : t(problem ? "widget.problem" : "widget.loading")}</h2>
      ${publisher ? html`<p class="publisher">${rich("widget.by", { publisher: html`<bdi>${publisher}</bdi>` })}</p>` : nothing}
    </div>
    ${frame?.status === "paused" ? html`<span class="state" data-state="paused">${icon("pause")}${t("widget.paused")}</span>` : nothing}
    ${frame?.status === "failed" ? html`<span class="state" data-state="failed">${icon("alert")}${t(stopped(frame) ? "widget.stopped" : "widget.problem")}</span>` : nothing}
    ${frame?.status === "denied" ? html`<span class="state" data-state="denied">${icon("shield")}${t("widget.denied")}</span>` : nothing}
    ${frame?.status === "suspended" ? html`<span class="state" data-state="suspended">${icon("rest")}${t("widget.suspended")}</span>` : nothing}
    ${menu}
  </header>`;
}

/** Who may decide about the widget does it here, on the spot: the page knows who that is. */
const REMEDY = html`<slot name="remedy"></slot>`;

/** The host ended it, or it gave up by itself. */
function stopped(frame: Widget): boolean {
  const kind = frame.error?.kind ?? "";
  return kind === "trap" || kind.startsWith("limit.");
}

export function drawNotice(frame: Widget | null, problem: Problem | null, again: () => void): unknown {
  if (problem) {
    // The page signs people in, in its own way.
    const hint = problem.status === 401 ? undefined : problem.hint;
    return notice("failed", problem.title, [problem.detail, hint], problem.kind, again);
  }
  if (frame?.status === "paused") {
    return notice("paused", t("widget.paused"), [t("widget.paused.text")], undefined, undefined, REMEDY);
  }
  if (!frame?.error) return nothing;
  const { kind, message } = frame.error;
  if (frame.status === "suspended") return drawSuspended(frame.error, again);
  const denied = frame.status === "denied";
  const missing = notGranted(kind, message);
  return html`<div class="notice" role="group" aria-label=${t("widget.problem")} data-state=${denied ? "denied" : "failed"}>
    ${icon(denied ? "shield" : "alert")}
    <div>
      <p class="notice-title">${failureWords(kind)}</p>
      ${missing === null ? reasons(frame.error) : html`<p>${missing}</p>`}
      ${denied ? REMEDY : nothing}
      <button type="button" class="again" data-key="host again" @click=${again}>
        ${t("action.again")}
      </button>
    </div>
  </div>`;
}

/** In the host's or the widget's own words, for those who mend it. */
function reasons({ kind, message, hint }: NonNullable<Widget["error"]>): unknown {
  return html`${kind === "guest"
      ? html`<p>${rich("widget.says", { message: html`<q><bdi>${message}</bdi></q>` })}</p>`
      : html`<p class="small">${rich("widget.reason", { message: html`<bdi>${quoted(message)}</bdi>` })}</p>`}
    ${hint ? html`<p class="small"><bdi>${quoted(hint)}</bdi></p>` : nothing}
    <p class="small"><code>${kind}</code></p>`;
}

/** It failed again and again, so it rests. Whoever looks at the board may want it tried before its time. */
function drawSuspended({ kind, message }: { kind: string; message: string }, again: () => void): unknown {
  return html`<div class="notice" role="group" aria-label=${t("widget.suspended")} data-state="suspended">
    ${icon("rest")}
    <div>
      <p class="notice-title">${t("widget.suspended")}</p>
      <p>${t("widget.suspended.text")}</p>
      <p class="small">${failureWords(kind)} ${rich("widget.reason", { message: html`<bdi>${quoted(message)}</bdi>` })}</p>
      <p class="small"><code>${kind}</code></p>
      <button type="button" class="again" data-key="host again" @click=${again}>${t("action.again")}</button>
    </div>
  </div>`;
}

function notice(state: string, title: string, lines: (string | undefined)[], kind?: string, again?: () => void, remedy: unknown = nothing): unknown {
  return html`<div class="notice" role="group" aria-label=${t(state === "paused" ? "widget.paused" : "widget.problem")} data-state=${state}>
    ${icon(state === "paused" ? "pause" : "alert")}
    <div>
      <p class="notice-title">${title}</p>
      ${lines.map((line) => (line ? html`<p class="small">${quoted(line)}</p>` : nothing))}
      ${kind ? html`<p class="small"><code>${kind}</code></p>` : nothing}
      ${remedy}
      ${again
        ? html`<button type="button" class="again" data-key="host again" @click=${again}>
            ${t("action.again")}
          </button>`
        : nothing}
    </div>
  </div>`;
}

/** There is no view: it is on its way, or there is none to show. */
export function drawWaiting(frame: Widget | null, problem: Problem | null): unknown {
  if (problem || frame?.error) return nothing;
  if (frame && frame.status !== "live") return nothing;
  return html`<div class="skeleton" role="status" aria-label=${t("widget.loading.label")}>
    <span></span><span></span><span></span>
  </div>`;
}
