/** Taking a package out of the gallery. While a board uses it, the server says which, and keeps it. */
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announce } from "../announce";
import { api } from "../api/client";
import type { Package } from "../api/types";
import { titleOf } from "../api/said";
import { rich, t } from "../language";
import { DialogElement } from "./dialog";

@customElement("package-delete-dialog")
export class PackageDeleteDialog extends DialogElement {
  @property({ attribute: false }) package!: Package;

  #delete = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.attempt(async () => {
      await api.deletePackage(this.package.digest);
      announce(t("package.deleted", { title: titleOf(this.package) }));
      this.close();
      this.dispatchEvent(new CustomEvent("done", { detail: this.package }));
    });
  };

  protected override heading(): unknown {
    return rich("package.delete.title", { title: html`<bdi>${titleOf(this.package)}</bdi>` });
  }

  protected override content(): unknown {
    return html`<form class="section" @submit=${this.#delete}>
      <p>${rich("package.delete.text", { version: html`<bdi>${this.package.version}</bdi>` })}</p>
      <div class="dialog-foot">
        <button type="button" class="btn" @click=${() => this.close()}>${t("action.cancel")}</button>
        <button type="submit" class="btn danger">${t("package.delete.action")}</button>
      </div>
    </form>`;
  }
}
