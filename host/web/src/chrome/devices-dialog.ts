/** Where somebody is signed in: a link for another device, and a way to sign out on one that is not at hand. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import { announce } from "../announce";
import type { Account, Session } from "../api/types";
import { rich, t } from "../language";
import "../view/relative-time";
import { deviceName } from "./device-name";
import { DialogElement } from "./dialog";
import { personName } from "./person-name";
import { loading } from "./problem-note";
import "./sign-in-link";
import { sureButton } from "./sure-button";

@customElement("devices-dialog")
export class DevicesDialog extends DialogElement {
  @property({ attribute: false }) account!: Account;
  @state() private sessions: Session[] | null = null;
  @state() private link: string | null = null;
  @state() private sure: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      this.sessions = await api.sessions();
    });
  }

  #make = (): void => {
    void this.attempt(async () => {
      this.link = (await api.linkForMe()).link;
    });
  };

  #end(session: Session): void {
    void this.attempt(async () => {
      await api.endSession(session.id);
      this.sessions = await api.sessions();
      this.sure = null;
      // An unused link has ended with it.
      this.link = null;
      announce(t("devices.ended", { device: deviceName(session.device) }));
      await this.updateComplete;
      this.querySelector<HTMLElement>("button")?.focus();
    });
  }

  protected override heading(): unknown {
    return t("devices.title");
  }

  protected override content(): unknown {
    return html`<p class="muted">${t("devices.lead")}</p>
      <div><button type="button" class="btn primary" @click=${this.#make}>${t("devices.link.action")}</button></div>
      ${this.link
        ? html`<sign-in-link
            .link=${this.link}
            .label=${t("devices.link")}
            .note=${rich("devices.link.text", { name: html`<bdi>${personName(this.account.name)}</bdi>` })}
          ></sign-in-link>`
        : nothing}
      ${this.sessions ? this.#list(this.sessions) : this.problem ? nothing : loading(t("devices.loading"))}`;
  }

  #list(sessions: Session[]): unknown {
    return html`<ul class="rows" role="list" aria-label=${t("devices.title")}>
      ${sessions.map((session) => {
        const device = deviceName(session.device);
        return html`<li>
          <div>
            <p>
              <strong><bdi>${device}</bdi></strong>
              ${session.current ? html`<span class="tag good">${t("devices.this")}</span>` : nothing}
            </p>
            <p class="muted small">
              ${rich("devices.facts", {
                since: html`<fanlight-relative-time .at=${session.created_at}></fanlight-relative-time>`,
                until: html`<fanlight-relative-time .at=${session.expires_at}></fanlight-relative-time>`,
              })}
            </p>
          </div>
          ${session.current
            ? nothing
            : sureButton({
                sure: this.sure === session.id,
                words: t("devices.end"),
                label: t("devices.end.label", { device }),
                question: t("devices.sure"),
                ask: (asked) => (this.sure = asked ? session.id : null),
                run: () => this.#end(session),
              })}
        </li>`;
      })}
    </ul>`;
  }
}
