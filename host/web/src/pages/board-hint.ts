/** Said once, when the first widget is on a board: how it is moved, and where everything else is. */
import { html } from "lit";
import { icon } from "../chrome/icons";
import { rich, t } from "../language";

const SEEN = "fanlight-hint-seen";

export function hintWanted(): boolean {
  try {
    return localStorage.getItem(SEEN) === null;
  } catch {
    return false; // it would come back on every visit
  }
}

export function hintSeen(): void {
  try {
    localStorage.setItem(SEEN, "yes");
  } catch {
    // It was not shown either.
  }
}

export function boardHint(close: () => void): unknown {
  return html`<aside class="hint" aria-labelledby="hint-title">
    ${icon("check")}
    <div>
      <h2 id="hint-title">${t("hint.title")}</h2>
      <p>${rich("hint.move", { grip: html`${icon("grip")} <strong>${t("hint.grip")}</strong>` })} ${rich("hint.menu", { menu: icon("more") })}</p>
    </div>
    <button type="button" class="btn compact" @click=${close}>${t("hint.close")}</button>
  </aside>`;
}
