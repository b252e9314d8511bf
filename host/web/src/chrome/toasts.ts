/** What was just removed, each with its Undo, for as long as it can come back. Stays while the person goes to other pages. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { announce, notify } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Undoable } from "../api/types";
import { t } from "../language";
import { icon } from "./icons";
import { LightElement } from "./light-element";

interface Removed extends Undoable {
  /** What it is called, to say that it is back. */
  name: string;
  message: () => string;
  /** Called after it came back. */
  back?: (place: { board: string; widget?: string }) => void;
}

const offers = new EventTarget();

/** Offer to undo a removal. */
export function offerUndo(removed: Removed): void {
  offers.dispatchEvent(new CustomEvent("offer", { detail: removed }));
}

@customElement("fanlight-toasts")
export class Toasts extends LightElement {
  @state() private removed: Removed[] = [];
  #busy = new Set<string>();

  override connectedCallback(): void {
    super.connectedCallback();
    offers.addEventListener("offer", this.#offered);
    addEventListener("keydown", this.#keys);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    offers.removeEventListener("offer", this.#offered);
    removeEventListener("keydown", this.#keys);
  }

  #offered = (event: Event): void => {
    const removed = (event as CustomEvent<Removed>).detail;
    this.removed = [...this.removed, removed];
    announce(t("undo.hint", { message: removed.message() }));
    setTimeout(() => this.#drop(removed.undo), Math.max(0, removed.until - Date.now()));
  };

  #drop(undo: string): void {
    this.removed = this.removed.filter((one) => one.undo !== undo);
  }

  /** Control+Z undoes the latest, unless it belongs to a field. */
  #keys = (event: KeyboardEvent): void => {
    const latest = this.removed.at(-1);
    if (!latest || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    if (event.composedPath().some((at) => at instanceof HTMLElement && at.matches("input, textarea, select, [contenteditable]"))) return;
    event.preventDefault();
    void this.#undo(latest);
  };

  async #undo(removed: Removed): Promise<void> {
    if (this.#busy.has(removed.undo)) return;
    this.#busy.add(removed.undo);
    const focused = this.contains(document.activeElement);
    try {
      const place = await api.undo(removed.undo);
      this.#drop(removed.undo);
      notify(t("undo.done", { name: removed.name }));
      removed.back?.(place);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 410 || problem.status === 404) this.#drop(removed.undo);
      notify(problem.status === 410 ? t("undo.gone") : problem.title);
    } finally {
      this.#busy.delete(removed.undo);
    }
    await this.updateComplete;
    // The button had the focus, and is gone.
    if (focused) document.querySelector<HTMLElement>("main h1")?.focus();
  }

  protected override render(): unknown {
    if (this.removed.length === 0) return nothing;
    return html`<section class="toasts" aria-label=${t("undo.region")}>
      <ul role="list">
        ${repeat(
          this.removed,
          (removed) => removed.undo,
          (removed) => html`<li class="undo">
            <span>${removed.message()}</span>
            <button type="button" @click=${() => void this.#undo(removed)}>${icon("undo")}${t("action.undo")}</button>
            <button type="button" class="shut" aria-label=${t("action.close")} @click=${() => this.#drop(removed.undo)}>${icon("close")}</button>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}
