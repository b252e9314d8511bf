/** Taking a widget off the board. What becomes of its data is asked, never assumed. */
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import { announce } from "../announce";
import type { Widget } from "../api/types";
import { DialogElement } from "./dialog";

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
      await api.remove(this.widget.id, this.data);
      announce(`${this.widget.title} was removed${this.data === "delete" ? ", with its data" : ""}.`);
      this.dispatchEvent(new CustomEvent("done"));
      this.close();
    }).then(() => (this.#removing = false));
  };

  protected override heading(): unknown {
    return html`Remove <bdi>${this.widget.title}</bdi>?`;
  }

  protected override content(): unknown {
    return html`<form class="section" @submit=${this.#remove}>
      <p>It leaves this board at once and no longer runs.</p>
      <fieldset class="section">
        <legend class="visually-hidden">What becomes of its data</legend>
        ${this.#choice("keep", "Keep its data", "It comes back when the widget is installed here again.")}
        ${this.#choice("delete", "Delete its data", "Everything it saved is erased. This cannot be undone.")}
      </fieldset>
      <div class="dialog-foot">
        <button type="button" class="btn" @click=${() => this.close()}>Cancel</button>
        <button type="submit" class="btn danger">
          ${this.data === "keep" ? "Remove widget" : "Remove widget and data"}
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
