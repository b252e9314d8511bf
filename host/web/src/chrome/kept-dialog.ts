/** Data that removed widgets left, and a way to erase it. */
import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { api } from "../api/client";
import { announce } from "../announce";
import type { Kept } from "../api/types";
import { titleOf } from "../api/said";
import { rich, t } from "../language";
import { formatBytes } from "../viewer/format";
import "../view/relative-time";
import { DialogElement } from "./dialog";
import { sureButton } from "./sure-button";
import { loading } from "./problem-note";

@customElement("kept-dialog")
export class KeptDialog extends DialogElement {
  @state() private kept: Kept[] | null = null;
  /** Whose erasing was asked for once. */
  @state() private sure: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      this.kept = await api.kept();
    });
  }

  #erase(kept: Kept): void {
    void this.attempt(async () => {
      await api.erase(kept.id);
      this.kept = this.kept?.filter((one) => one.id !== kept.id) ?? null;
      this.sure = null;
      announce(t("kept.erased", { title: titleOf(kept) }));
      await this.updateComplete;
      this.querySelector<HTMLElement>("button")?.focus();
    });
  }

  protected override heading(): unknown {
    return t("kept.title");
  }

  protected override content(): unknown {
    const { kept } = this;
    if (!kept) return this.problem ? "" : loading(t("kept.loading"));
    if (kept.length === 0) return html`<p>${t("kept.none")}</p>`;
    return html`<p class="muted">${t("kept.lead")}</p>
      <ul class="rows" role="list">
        ${kept.map(
          (one) => html`<li>
            <div>
              <p><strong><bdi>${titleOf(one)}</bdi></strong></p>
              <p class="muted small">
                ${rich("kept.facts", {
                  bytes: formatBytes(one.bytes),
                  when: html`<fanlight-relative-time .at=${one.removed_at}></fanlight-relative-time>`,
                })}
              </p>
            </div>
            ${sureButton({
              sure: this.sure === one.id,
              words: t("kept.erase"),
              label: t("kept.erase.label", { title: titleOf(one) }),
              question: t("kept.sure"),
              ask: (asked) => (this.sure = asked ? one.id : null),
              run: () => this.#erase(one),
            })}
          </li>`,
        )}
      </ul>`;
  }
}
