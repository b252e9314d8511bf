/** Base of the app's own elements: they render into the page, so that its linked style sheet, labels and links just work. */
import { LitElement } from "lit";
import { Translated } from "../language";

export class LightElement extends LitElement {
  constructor() {
    super();
    new Translated(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
