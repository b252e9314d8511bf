/** Base of the app's own elements: they render into the page, so that its linked style sheet, labels and links just work. */
import { LitElement } from "lit";

export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
