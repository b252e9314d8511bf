/** One permission as a person decides about it: what it means, why it is wanted, on or off, and for which folder. */
import { html, nothing } from "lit";
import type { Account, Permission, Scope } from "../api/types";
import { said } from "../api/said";
import { rich, t } from "../language";
import { icon, type IconName } from "./icons";

export interface Decision {
  on: boolean;
  /** Only for what can be narrowed to a folder; "" is the whole workspace. */
  folder: string | null;
}

/** What a scope holds besides a folder, such as origins, is granted here as it is declared. */
function narrowsToFolder(permission: Permission): boolean {
  return permission.narrowable && Object.keys(permission.scope ?? {}).every((member) => member === "folder");
}

export function decisionFor(permission: Permission, granted?: { granted: boolean; scope: Scope }): Decision {
  const declared = narrowsToFolder(permission) ? (permission.scope?.folder ?? "") : null;
  if (!granted) return { on: true, folder: declared };
  return { on: granted.granted, folder: declared === null ? null : (granted.scope?.folder ?? declared) };
}

/** The scope to grant: never more than what was declared, with the folder that was chosen. */
export function scopeOf(permission: Permission, decision: Decision): Scope {
  return decision.folder === null ? { ...permission.scope } : { ...permission.scope, folder: decision.folder };
}

/** Folders within the declared one, itself first. */
export function foldersWithin(declared: string, folders: readonly string[]): string[] {
  const inside = folders.filter((folder) => folder !== declared && (declared === "" || folder.startsWith(`${declared}/`)));
  return [declared, ...inside.filter((folder) => folder !== "").sort()];
}

function folderName(folder: string, account: Account): string {
  return folder === "" ? t("grant.everything", { workspace: account.workspace.name }) : t("grant.only", { folder });
}

function state(permission: Permission, decision: Decision): unknown {
  if (!decision.on) return ` · ${t("grant.off")}`;
  if (decision.folder === null || decision.folder === (permission.scope?.folder ?? "")) return nothing;
  return html` · ${rich("grant.narrowed", { folder: html`<bdi>${decision.folder}</bdi>` })}`;
}

const ICONS: Record<string, IconName> = { documents: "folder", storage: "box", log: "log", settings: "sliders" };
const RISKS: Record<Permission["risk"], "risk.low" | "risk.reads-your-data"> = { low: "risk.low", "reads-your-data": "risk.reads-your-data" };

export function grantEditor(
  permission: Permission,
  decision: Decision,
  account: Account,
  decided: (decision: Decision) => void,
): unknown {
  const id = `grant-${permission.capability}`;
  const declared = permission.scope?.folder ?? "";
  return html`<li class="grant" data-risk=${permission.risk} ?data-off=${!decision.on}>
    <label class="grant-head" for=${id}>
      <span class="grant-icon">${icon(ICONS[permission.capability] ?? "shield")}</span>
      <span class="grant-words" id=${`${id}-words`}>
        <span>${said(permission)}</span>
        <small><code>${permission.capability}</code> · ${RISKS[permission.risk] ? t(RISKS[permission.risk]) : permission.risk}${state(permission, decision)}</small>
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
      ? html`<p class="reason"><span class="whose">${t("grant.why")}</span> <q lang=""><bdi>${permission.reason}</bdi></q></p>`
      : nothing}
    ${decision.folder !== null && decision.on
      ? html`<div class="labelled">
          <label for=${`${id}-folder`}>${t("grant.folder")}</label>
          <select
            class="input"
            id=${`${id}-folder`}
            @change=${(event: Event) => decided({ ...decision, folder: (event.target as HTMLSelectElement).value })}
          >
            ${foldersWithin(declared, account.workspace.folders).map(
              (folder) => html`<option value=${folder} .selected=${folder === decision.folder}>${folderName(folder, account)}</option>`,
            )}
          </select>
          ${account.workspace.problem ? html`<p class="small muted">${rich("grant.unreadable", { problem: html`<bdi>${account.workspace.problem}</bdi>` })}</p>` : nothing}
        </div>`
      : nothing}
  </li>`;
}
