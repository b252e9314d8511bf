/** Who is in the workspace. Its owner invites by a link that works once, and takes people out again. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import { announce } from "../announce";
import type { Account, Member } from "../api/types";
import { rich, t } from "../language";
import "../view/relative-time";
import { DialogElement } from "./dialog";
import { isUnnamed, personName } from "./person-name";
import { loading } from "./problem-note";
import "./sign-in-link";
import { sureButton } from "./sure-button";

@customElement("members-dialog")
export class MembersDialog extends DialogElement {
  @property({ attribute: false }) account!: Account;
  @state() private members: Member[] | null = null;
  @state() private invited: { member: Member; link: string } | null = null;
  @state() private sure: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      this.members = await api.members();
    });
  }

  #invite = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get("name") ?? "").trim();
    if (name === "") return;
    void this.attempt(async () => {
      this.invited = await api.invite(name);
      this.members = await api.members();
      form.reset();
    });
  };

  #again(member: Member): void {
    void this.attempt(async () => {
      this.invited = { member, link: (await api.linkFor(member.id)).link };
    });
  }

  #expel(member: Member): void {
    void this.attempt(async () => {
      await api.expel(member.id);
      this.members = await api.members();
      if (this.invited?.member.id === member.id) this.invited = null;
      this.sure = null;
      announce(t("members.removed", { name: member.name }));
      await this.updateComplete;
      this.querySelector<HTMLElement>("button")?.focus();
    });
  }

  protected override heading(): unknown {
    return t("members.title");
  }

  protected override content(): unknown {
    return html`<p class="muted">${t("members.lead")}</p>
      <form class="invite" @submit=${this.#invite}>
        <div class="labelled">
          <label for="invite-name">${t("members.name")}</label>
          <input class="input" id="invite-name" name="name" dir="auto" maxlength="60" required autocomplete="off" />
        </div>
        <button type="submit" class="btn primary">${t("members.invite.action")}</button>
      </form>
      ${this.invited ? this.#link(this.invited.member.name, this.invited.link) : nothing}
      ${this.members ? this.#list(this.members) : this.problem ? nothing : loading(t("members.loading"))}`;
  }

  #link(name: string, link: string): unknown {
    const words = { name: html`<bdi>${name}</bdi>` };
    return html`<sign-in-link .link=${link} .label=${rich("members.link", words)} .note=${rich("members.link.text", words)}></sign-in-link>`;
  }

  #list(members: Member[]): unknown {
    return html`<ul class="rows" role="list" aria-label=${t("members.title")}>
      ${members.map(
        (member) => html`<li>
          <div>
            <p>
              <strong><bdi>${personName(member.name)}</bdi></strong>
              ${member.role === "owner" && isUnnamed(member.name)
                ? nothing
                : html`<span class="tag">${t(member.role === "owner" ? "members.owner" : "members.member")}</span>`}
              ${member.id === this.account.id ? html`<span class="tag good">${t("members.you")}</span>` : nothing}
            </p>
            <p class="muted small">
              ${member.last_seen === null
                ? t("members.never")
                : rich("members.seen", { when: html`<fanlight-relative-time .at=${member.last_seen}></fanlight-relative-time>` })}
            </p>
          </div>
          ${member.role === "owner" || member.id === this.account.id
            ? nothing
            : html`<div class="row-actions">
                <button
                  type="button"
                  class="btn compact"
                  aria-label=${t("members.again.label", { name: member.name })}
                  @click=${() => this.#again(member)}
                >
                  ${t("members.again")}
                </button>
                ${sureButton({
                  sure: this.sure === member.id,
                  words: t("members.remove"),
                  label: t("members.remove.label", { name: member.name }),
                  question: t("members.sure"),
                  ask: (asked) => (this.sure = asked ? member.id : null),
                  run: () => this.#expel(member),
                })}
              </div>`}
        </li>`,
      )}
    </ul>`;
  }
}
