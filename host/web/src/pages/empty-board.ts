/** A board without widgets: what a widget is, and three to try. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { api } from "../api/client";
import type { Package } from "../api/types";
import { langOf, titleOf, translated } from "../api/said";
import { icon, type IconName } from "../chrome/icons";
import { LightElement } from "../chrome/light-element";
import { mark } from "../chrome/mark";
import { t } from "../language";
import { picture } from "./package-card";

const LESSONS: ["what" | "glass" | "yours", IconName][] = [
  ["what", "gallery"],
  ["glass", "shield"],
  ["yours", "grip"],
];
const SUGGESTIONS = 3;

@customElement("empty-board")
export class EmptyBoard extends LightElement {
  @state() private suggested: Package[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    // Without suggestions the page still leads to the gallery, and that says what is wrong.
    api.packages().then((all) => (this.suggested = suggest(all)), () => {});
  }

  protected override render(): unknown {
    return html`<section class="empty teach" aria-labelledby="empty-title">
      ${mark("large")}
      <h2 id="empty-title">${t("empty.title")}</h2>
      <p>${t("empty.text")}</p>
      <a class="btn primary" href="/gallery">${icon("plus")}${t("empty.action")}</a>
      <ul class="lessons" role="list">
        ${LESSONS.map(
          ([name, picture]) => html`<li>
            <span class="grant-icon">${icon(picture)}</span>
            <div>
              <h3>${t(`empty.${name}`)}</h3>
              <p class="small">${t(`empty.${name}.text`)}</p>
            </div>
          </li>`,
        )}
      </ul>
      ${this.suggested.length > 0 ? this.#suggestions() : nothing}
    </section>`;
  }

  #suggestions(): unknown {
    return html`<div class="try">
      <h3>${t("empty.try")}</h3>
      <ul class="suggestions" role="list">
        ${this.suggested.map(
          (item) => html`<li>
            <a class="suggestion" href=${`/install/${item.digest}`}>
              ${picture(item)}
              <strong lang=${langOf(item.title_in)}><bdi>${titleOf(item)}</bdi></strong>
              <span class="small" lang=${langOf(item.description_in)}><bdi>${translated(item.description_in) ?? item.description}</bdi></span>
            </a>
          </li>`,
        )}
      </ul>
    </div>`;
  }
}

/** Those that see nothing of the person's come first, a beginning without a worry; and of them those that remember what one tells them. */
function suggest(all: Package[]): Package[] {
  const widgets = all.filter((item) => item.kind === "widget");
  const sees = (item: Package) => item.permissions.filter((permission) => permission.risk !== "low").length;
  return widgets
    .sort(
      (one, other) =>
        sees(one) - sees(other) ||
        other.permissions.length - one.permissions.length ||
        Number(other.has_picture) - Number(one.has_picture),
    )
    .slice(0, SUGGESTIONS);
}
