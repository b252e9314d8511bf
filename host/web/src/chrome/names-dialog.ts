/** What somebody is called, and, for its owner, what the workspace is. Dispatches `done` with the account. */
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announce } from "../announce";
import { api } from "../api/client";
import type { Account } from "../api/types";
import { t } from "../language";
import { DialogElement } from "./dialog";
import { isUnnamed } from "./person-name";

@customElement("names-dialog")
export class NamesDialog extends DialogElement {
  @property({ attribute: false }) account!: Account;

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    // What is empty stays as it is.
    const names = Object.fromEntries([...form].map(([field, name]) => [field, String(name).trim()]).filter(([, name]) => name !== ""));
    void this.attempt(async () => {
      const account = await api.rename(names);
      announce(t("names.done"));
      this.dispatchEvent(new CustomEvent("done", { detail: account }));
      this.close();
    });
  };

  protected override heading(): unknown {
    return t("names.title");
  }

  protected override content(): unknown {
    const { name, role, workspace } = this.account;
    return html`<form class="section" @submit=${this.#save}>
      ${field("name", t("names.yours"), isUnnamed(name) ? "" : name, t("names.yours.hint"))}
      ${role === "owner" ? field("workspace", t("names.workspace"), workspace.name, t("names.workspace.hint")) : nothing}
      ${this.foot(t("action.save"))}
    </form>`;
  }
}

function field(name: string, label: string, value: string, hint: string): unknown {
  const id = `names-${name}`;
  return html`<div class="labelled">
    <label for=${id}>${label}</label>
    <input class="input" id=${id} name=${name} dir="auto" autocomplete="off" maxlength="60" aria-describedby=${`${id}-hint`} .value=${value} />
    <p class="small muted" id=${`${id}-hint`}>${hint}</p>
  </div>`;
}
