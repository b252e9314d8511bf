/** One permission as a person decides about it: what it means, why it is wanted, on or off, and for which folder or sites. */
import { html, nothing } from "lit";
import type { Account, Permission } from "../api/types";
import { langOf, said, translated } from "../api/said";
import { rich, t } from "../language";
import { icon, type IconName } from "./icons";
import { choosable, foldersWithin, narrowedTo, siteName, withOrigin, type Decision } from "./narrowing";

function folderName(folder: string, account: Account): string {
  return folder === "" ? t("grant.everything", { workspace: account.workspace.name }) : t("grant.only", { folder });
}

/** What the words of the permission do not say: that it is off, how it is narrowed, or that it risks little. */
function state(permission: Permission, decision: Decision): unknown {
  if (!decision.on) return t("grant.off");
  const to = narrowedTo(permission, decision);
  if (to !== null) return rich("grant.narrowed", { to: html`<bdi>${to}</bdi>` });
  return permission.risk === "low" ? t("risk.low") : nothing;
}

const ICONS: Record<string, IconName> = { documents: "folder", storage: "box", log: "log", settings: "sliders" };

/** `isNew`: the version that is there does not ask for it. */
export function grantEditor(
  permission: Permission,
  decision: Decision,
  account: Account,
  decided: (decision: Decision) => void,
  isNew = false,
): unknown {
  const id = `grant-${permission.capability}`;
  return html`<li class="grant" data-risk=${permission.risk} ?data-off=${!decision.on}>
    <label class="grant-head" for=${id}>
      <span class="grant-icon">${icon(ICONS[permission.capability] ?? "shield")}</span>
      <span class="grant-words" id=${`${id}-words`}>
        <span>${said(permission)}${isNew ? html` <span class="tag notable">${t("grant.new")}</span>` : nothing}</span>
        <small>${state(permission, decision)}</small>
      </span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        id=${id}
        aria-label=${t("grant.allow", { words: said(permission) })}
        .checked=${decision.on}
        @change=${(event: Event) => decided({ ...decision, on: (event.target as HTMLInputElement).checked })}
      />
    </label>
    ${permission.reason
      ? html`<p class="reason"><span class="whose">${t("grant.why")}</span> <q lang=${langOf(permission.reason_in)}><bdi>${translated(permission.reason_in) ?? permission.reason}</bdi></q></p>`
      : nothing}
    ${decision.folder !== null && decision.on ? folderChoice(permission, decision, account, decided) : nothing}
    ${originChoice(permission, decision, decided)}
  </li>`;
}

function folderChoice(permission: Permission, decision: Decision, account: Account, decided: (decision: Decision) => void): unknown {
  const id = `grant-${permission.capability}-folder`;
  return html`<div class="labelled">
    <label for=${id}>${t("grant.folder")}</label>
    <span class="select"><select class="input" id=${id} @change=${(event: Event) => decided({ ...decision, folder: (event.target as HTMLSelectElement).value })}>
      ${foldersWithin(permission.scope?.folder ?? "", account.workspace.folders).map(
        (folder) => html`<option value=${folder} .selected=${folder === decision.folder}>${folderName(folder, account)}</option>`,
      )}
    </select></span>
    ${account.workspace.problem ? html`<p class="small muted">${rich("grant.unreadable", { problem: html`<bdi>${account.workspace.problem}</bdi>` })}</p>` : nothing}
  </div>`;
}

/** Stays where it is while all are off, so that one can be put on. */
function originChoice(permission: Permission, decision: Decision, decided: (decision: Decision) => void): unknown {
  const origins = choosable(permission);
  if (origins === null) return nothing;
  return html`<fieldset class="labelled">
    <legend class="label">${t("grant.origins")}</legend>
    <div class="picks">
      ${origins.map(
        (origin) => html`<label class="choice">
          <input
            type="checkbox"
            .checked=${decision.on && (decision.origins ?? origins).includes(origin)}
            @change=${(event: Event) => decided(withOrigin(permission, decision, origin, (event.target as HTMLInputElement).checked))}
          />
          <bdi>${siteName(origin)}</bdi>
        </label>`,
      )}
    </div>
    <p class="small muted">${t("grant.origins.text")}</p>
  </fieldset>`;
}
