/** Taking a widget off the board. ${t("remove.data")} is asked, never assumed. */
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import type { Widget } from "../api/types";
import { titleOf } from "../api/said";
import { rich, t } from "../language";
import { DialogElement } from "./dialog";
import { offerUndo } from "./toasts";

@customElement("remove-dialog")
export class RemoveDialog extends DialogElement {
  @property({ attribute: false }) widget!: Widget;
  #removing = false;
  @state() private data: "keep" | "delete" = "keep";

  #remove = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.#removing) return;
    this.#removing = true;
    void this.attempt(async () => {
      const { widget } = this;
      const message = this.data === "delete" ? "remove.done.delete" : "remove.done";
      const undoable = await api.remove(widget.id, this.data);
      offerUndo({ ...undoable, name: titleOf(widget), message: () => t(message, { title: titleOf(widget) }) });
      this.dispatchEvent(new CustomEvent("done"));
      this.close();
    }).then(() => (this.#removing = false));
  };

  protected override heading(): unknown {
    return rich("remove.title", { title: html`<bdi>${titleOf(this.widget)}</bdi>` });
  }

  protected override content(): unknown {
    return html`<form class="section" @submit=${this.#remove}>
      <p>${t("remove.text")}</p>
      <fieldset class="section">
        <legend class="visually-hidden">${t("remove.data")}</legend>
        ${this.#choice("keep", t("remove.keep"), t("remove.keep.text"))}
        ${this.#choice("delete", t("remove.delete"), t("remove.delete.text"))}
      </fieldset>
      <div class="dialog-foot">
        <button type="button" class="btn" @click=${() => this.close()}>${t("action.cancel")}</button>
        <button type="submit" class="btn danger">
          ${t(this.data === "keep" ? "remove.action" : "remove.action.delete")}
        </button>
      </div>
    </form>`;
  }

  #choice(value: "keep" | "delete", label: string, words: string): unknown {
    return html`<label class="choice">
      <input type="radio" name="data" .checked=${this.data === value} @change=${() => (this.data = value)} />
      <span><strong>${label}</strong><span class="muted small">${words}</span></span>
    </label>`;
  }
}
