/** Bring a package of one's own: a .wasm file, chosen or dropped. The server checks it; nothing of it runs here. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { announce } from "../announce";
import { api } from "../api/client";
import { asProblem } from "../api/http";
import type { Package, Problem } from "../api/types";
import { icon } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
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
      announce(`${this.added.title} is in the gallery.`);
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
          <p><strong>Drop a package here</strong></p>
          <p class="muted small">
            One <code>.wasm</code> file, as <code>fanlight build</code> makes it, or a theme’s <code>.tokens.json</code>. It is checked before anything of it may run.
          </p>
        </div>
        <label class="btn file">
          ${this.busy ? "Checking…" : "Choose a .wasm file"}
          <input type="file" accept=".wasm,application/wasm,.json,application/json" aria-label="Choose a .wasm file" @change=${this.#chosen} />
        </label>
      </div>
      ${this.problem ? problemNote(this.problem) : nothing}
      ${this.added
        ? html`<div class="note good" role="status">
            ${icon("check")}
            <p>
              <strong><bdi>${this.added.title}</bdi></strong> <bdi>${this.added.version}</bdi> passed every check.
              ${this.added.kind === "widget"
                ? html`<a href=${`/install/${this.added.digest}`}>Review what it may do</a>`
                : "You find it among the themes."}
            </p>
          </div>`
        : nothing}
    </div>`;
  }
}
