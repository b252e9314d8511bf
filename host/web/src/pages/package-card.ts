/** A package as the gallery shows it. */
import { html, nothing } from "lit";
import { api } from "../api/client";
import type { Package } from "../api/types";
import { langOf, said, titleOf, translated } from "../api/said";
import { icon } from "../chrome/icons";
import "../chrome/theme-preview";
import { rich, t } from "../language";
import { stainedGlass } from "./stained-glass";

/** Without a picture of its own a package gets one from its fingerprint. Both are decoration: the title says what it is. */
export function picture(item: Package): unknown {
  return html`<div class="picture">
    ${!item.has_picture && item.kind === "theme" ? html`<theme-preview compact .theme=${item}></theme-preview>` : item.has_picture ? html`<img src=${api.picture(item.digest)} alt="" width="640" height="400" loading="lazy" />` : stainedGlass(item.digest)}
  </div>`;
}

export function packageCard(item: Package, tag: unknown, actions: unknown): unknown {
  return html`<article class="package" aria-labelledby=${`package-${item.digest}`}>
    ${picture(item)}
    <div class="package-body">
      <div class="package-head">
        <div>
          <h3 id=${`package-${item.digest}`} lang=${langOf(item.title_in)}><bdi>${titleOf(item)}</bdi></h3>
          <p class="muted small">${rich("gallery.by", { publisher: html`<bdi>${item.publisher}</bdi>`, version: html`<bdi>${item.version}</bdi>` })}</p>
        </div>
        ${tag}
      </div>
      <p lang=${langOf(item.description_in)}><bdi>${translated(item.description_in) ?? item.description}</bdi></p>
      ${item.kind === "widget" ? asks(item) : nothing}
      <div class="package-foot">${actions}</div>
    </div>
  </article>`;
}

function asks(item: Package): unknown {
  if (item.permissions.length === 0) {
    return html`<ul class="asks" role="list"><li>${icon("check")}${t("gallery.asks.none")}</li></ul>`;
  }
  return html`<ul class="asks" role="list" aria-label=${t("gallery.asks")}>
    ${item.permissions.map(
      (permission) => html`<li>${icon(permission.risk === "reads-your-data" ? "folder" : "box")}${said(permission)}</li>`,
    )}
  </ul>`;
}
