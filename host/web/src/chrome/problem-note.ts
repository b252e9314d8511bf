/** A failure, said plainly: what happened, which rule, what to do about it. */
import { html, nothing } from "lit";
import type { Problem } from "../api/types";
import { t } from "../language";
import { icon } from "./icons";
import { quoted } from "./quoted";

/** `elsewhere` is a link for those who came to something that is gone: trying again would not bring it back. */
export function problemNote(problem: Problem, again?: () => void, elsewhere?: unknown): unknown {
  const gone = problem.status === 404 && elsewhere !== undefined;
  return html`<div class="note" role="alert">
    ${icon("alert")}
    <div>
      <p><strong>${problem.title}</strong>${problem.kind ? html` <code>${problem.kind}</code>` : nothing}</p>
      ${problem.detail ? html`<p><bdi>${quoted(problem.detail)}</bdi></p>` : nothing}
      ${problem.hint ? html`<p class="small"><bdi>${quoted(problem.hint)}</bdi></p>` : nothing}
      ${gone ? html`<p>${elsewhere}</p>` : nothing}
      ${again && !gone ? html`<p><button type="button" class="btn compact" @click=${again}>${t("action.again")}</button></p>` : nothing}
    </div>
  </div>`;
}

export function loading(what: string): unknown {
  return html`<p class="loading" role="status"><span class="spinner" aria-hidden="true"></span>${what}</p>`;
}
