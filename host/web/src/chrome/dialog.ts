/** Base of the modal dialogs: opens when it is put into the page, dispatches `dismissed` when it was closed. */
import { html } from "lit";
import { state } from "lit/decorators.js";
import { asProblem } from "../api/http";
import type { Problem } from "../api/types";
import { t } from "../language";
import { icon } from "./icons";
import { LightElement } from "./light-element";
import { problemNote } from "./problem-note";

export abstract class DialogElement extends LightElement {
  @state() protected problem: Problem | null = null;

  protected abstract heading(): unknown;
  protected abstract content(): unknown;

  protected override firstUpdated(): void {
    this.#dialog?.showModal();
  }

  close(): void {
    this.#dialog?.close();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  /**
   * Run `work` after what is under way, showing its failure in the dialog. Controls stay enabled meanwhile:
   * a control that is disabled loses the keyboard's focus.
   */
  protected attempt(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(async () => {
      this.problem = null;
      try {
        await work();
      } catch (error) {
        this.problem = asProblem(error);
      }
    });
    return this.#last;
  }
  #last: Promise<void> = Promise.resolve();

  #closed = (): void => {
    this.dispatchEvent(new CustomEvent("dismissed"));
  };

  /** A click on the backdrop lands on the dialog element itself. */
  #clicked = (event: MouseEvent): void => {
    if (event.target === this.#dialog) this.close();
  };

  /** What ends a form in it: to leave it as it was, or `action`. */
  protected foot(action: string): unknown {
    return html`<div class="dialog-foot">
      <button type="button" class="btn" @click=${() => this.close()}>${t("action.cancel")}</button>
      <button type="submit" class="btn primary">${action}</button>
    </div>`;
  }

  protected override render(): unknown {
    return html`<dialog class="dialog" aria-labelledby="dialog-title" @close=${this.#closed} @mousedown=${this.#clicked}>
      <div class="dialog-head">
        <h2 id="dialog-title">${this.heading()}</h2>
        <button type="button" class="btn quiet icon-only" aria-label=${t("action.close")} @click=${() => this.close()}>${icon("close")}</button>
      </div>
      <div class="dialog-body">
        ${this.problem ? problemNote(this.problem) : ""} ${this.content()}
      </div>
    </dialog>`;
  }
}
