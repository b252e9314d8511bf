/** Links leave Fanlight, so they say where to; what is not granted is text, with its address to copy. */
import { html } from "lit";
import type { LinkNode, Target } from "../api/view";
import { t } from "../language";
import type { Drawn } from "./draw";
import { glyph } from "./icons/icon";

export function drawLink(node: LinkNode): Drawn {
  return html`<p class="link-node">${drawTarget(node.label, node)}</p>`;
}

export function drawTarget(text: string, target: Target): Drawn {
  const address = httpsAddress(target.address);
  if (!target.allowed || address === null) {
    return html`<span class="link-text"><bdi>${text}</bdi> <bdi class="address">${target.address}</bdi></span>`;
  }
  return html`<a class="link" href=${address.href} target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"
    ><bdi>${text}</bdi> <span class="origin">(<bdi>${address.host}</bdi>)</span>${glyph("external")}<span class="visually-hidden"
      > ${t("view.opens")}</span
    ></a
  >`;
}

/** The host checked it; a link is worth a second look. */
export function httpsAddress(address: string): URL | null {
  try {
    const url = new URL(address);
    return url.protocol === "https:" ? url : null;
  } catch {
    return null;
  }
}
