/** Bring a package of one's own: a .wasm file, chosen or dropped. The server checks it; nothing of it runs here. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { announce } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Package, Problem } from "../api/types";
import { titleOf } from "../api/said";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import { rich, t } from "../language";
import { problemNote } from "../chrome/problem-note";

@customElement("package-upload")
export class PackageUpload extends LightElement {
  @state() private problem: Problem | null = null;
  @state() private added: Package | null = null;
  @state() private busy = false;
  @state() private over = false;

  async #take(file: File | undefined | null): Promise<void> {
    if (!file || this.busy) return;
    this.busy = true;
    this.problem = null;
    this.added = null;
    try {
      this.added = await api.upload(file);
      announce(t("upload.added", { title: titleOf(this.added) }));
      this.dispatchEvent(new CustomEvent("added", { detail: this.added }));
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
      await this.updateComplete;
      this.querySelector(".note")?.scrollIntoView({ block: "nearest" });
    }
  }

  #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void this.#take(input.files?.[0]);
    input.value = ""; // the same file may be chosen again after it was mended
  };

  #drag = (event: DragEvent): void => {
    event.preventDefault();
    this.over = event.type !== "dragleave";
  };
  #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    void this.#take(event.dataTransfer?.files[0]);
  };

  protected override render(): unknown {
    return html`<div class="section">
      <div class="drop" ?data-over=${this.over} @dragover=${this.#drag} @dragleave=${this.#drag} @drop=${this.#drop}>
        ${icon("upload")}
        <div>
          <p><strong>${t("upload.drop")}</strong></p>
          <p class="muted small">
            ${rich("upload.text", {
              wasm: html`<code>.wasm</code>`,
              command: html`<code>fanlight build</code>`,
              tokens: html`<code>.tokens.json</code>`,
            })}
          </p>
        </div>
        <label class="btn file">
          ${t(this.busy ? "upload.checking" : "upload.choose")}
          <input type="file" accept=".wasm,application/wasm,.json,application/json" aria-label=${t("upload.choose")} @change=${this.#chosen} />
        </label>
      </div>
      ${this.problem ? problemNote(this.problem) : nothing}
      ${this.added
        ? html`<div class="note good" role="status">
            ${icon("check")}
            <p>
              ${rich("upload.passed", { title: html`<strong><bdi>${titleOf(this.added)}</bdi></strong>`, version: html`<bdi>${this.added.version}</bdi>` })}
              ${this.added.kind === "widget"
                ? html`<a href=${`/install/${this.added.digest}`}>${t("upload.review")}</a>`
                : t("upload.theme")}
            </p>
          </div>`
        : nothing}
    </div>`;
  }
}
