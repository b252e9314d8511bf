/** A failure, said plainly: what happened, which rule, what to do about it. */
import { html, nothing } from "lit";
import type { Problem } from "../api/types";
import { t } from "../language";
import { icon } from "./icons";

export function problemNote(problem: Problem, again?: () => void): unknown {
  return html`<div class="note" role="alert">
    ${icon("alert")}
    <div>
      <p><strong>${problem.title}</strong>${problem.kind ? html` <code>${problem.kind}</code>` : nothing}</p>
      ${problem.detail ? html`<p><bdi>${problem.detail}</bdi></p>` : nothing}
      ${problem.hint ? html`<p class="small"><bdi>${problem.hint}</bdi></p>` : nothing}
      ${again ? html`<p><button type="button" class="btn compact" @click=${again}>${t("action.again")}</button></p>` : nothing}
    </div>
  </div>`;
}

export function loading(what: string): unknown {
  return html`<p class="loading" role="status"><span class="spinner" aria-hidden="true"></span>${what}</p>`;
}
