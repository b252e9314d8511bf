/** A button with a menu, after the ARIA pattern: arrows move, Escape and a click outside close, focus goes back. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon, type IconName } from "./icons";
import { LightElement } from "./light-element";

export type MenuItem =
  | { kind: "separator" }
  | { kind: "label"; label: string }
  /** A few short choices in one row. */
  | { kind: "choices"; label: string; choices: { label: string; chosen: boolean; run(): void }[] }
  | {
      kind: "action";
      label: string;
      icon?: IconName;
      danger?: boolean;
      /** One of a group: the item is a radio. */
      chosen?: boolean;
      /** On or off by itself. */
      checked?: boolean;
      /** The language of the label, when it is not the interface's. */
      lang?: string;
      run(): void;
    };

@customElement("fanlight-menu")
export class Menu extends LightElement {
  /** Accessible name of the button. */
  @property() label = "";
  @property() icon: IconName = "more";
  /** Words on the button, where there is room for them. */
  @property() text = "";
  /** Made when the menu opens: a board has many menus, and hardly any is opened. */
  @property({ attribute: false }) items: () => MenuItem[] = () => [];
  @state() private shown: MenuItem[] = [];

  get #button(): HTMLButtonElement | null {
    return this.querySelector("button[aria-haspopup]");
  }
  get #menu(): HTMLElement | null {
    return this.querySelector("[popover]");
  }
  get #choices(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  #toggle = (): void => {
    if (this.#menu?.matches(":popover-open")) this.#menu.hidePopover();
    else void this.#open();
  };

  async #open(): Promise<void> {
    this.shown = this.items();
    await this.updateComplete;
    const [button, menu] = [this.#button, this.#menu];
    if (!button || !menu) return;
    menu.showPopover();
    place(menu, button);
    this.#choices[0]?.focus();
  }

  #toggled = (event: ToggleEvent): void => {
    const open = event.newState === "open";
    this.#button?.setAttribute("aria-expanded", String(open));
    // A menu that stays in place while the page moves under it points at the wrong thing.
    if (open) addEventListener("scroll", this.#close, { passive: true, once: true });
    else removeEventListener("scroll", this.#close);
  };
  #close = (): void => this.#menu?.hidePopover();

  #keys = (event: KeyboardEvent): void => {
    const choices = this.#choices;
    const at = choices.indexOf(document.activeElement as HTMLElement);
    const rtl = getComputedStyle(this).direction === "rtl";
    const [next, before] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const inRow = (document.activeElement?.closest(".menu-choices") ?? null) !== null;
    const key = inRow && event.key === next ? "ArrowDown" : inRow && event.key === before ? "ArrowUp" : event.key;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[key];
    if (event.key === "Tab") this.#menu?.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    choices[(to + choices.length) % choices.length]?.focus();
  };

  #buttonKeys = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    void this.#open();
  };

  #run(item: { run(): void }): void {
    this.#menu?.hidePopover();
    this.#button?.focus();
    item.run();
  }

  protected override render(): unknown {
    return html`<button
        type="button"
        class=${this.text ? "btn quiet with-text" : "btn quiet icon-only"}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label=${this.label}
        @click=${this.#toggle}
        @keydown=${this.#buttonKeys}
      >
        ${this.text ? html`<bdi>${this.text}</bdi>` : nothing}${icon(this.icon)}
      </button>
      <div class="menu" popover="auto" role="menu" aria-label=${this.label} @keydown=${this.#keys} @toggle=${this.#toggled}>
        ${this.shown.map((item) => this.#item(item))}
      </div>`;
  }

  #item(item: MenuItem): unknown {
    if (item.kind === "separator") return html`<hr role="separator" />`;
    if (item.kind === "label") return html`<p class="menu-label" role="presentation"><bdi>${item.label}</bdi></p>`;
    if (item.kind === "choices") {
      return html`<p class="menu-label" role="presentation">${item.label}</p>
        <div class="menu-choices" role="group" aria-label=${item.label}>
          ${item.choices.map(
            (one) => html`<button
              type="button"
              tabindex="-1"
              role="menuitemradio"
              aria-checked=${String(one.chosen)}
              @click=${() => this.#run(one)}
            >
              ${one.label}
            </button>`,
          )}
        </div>`;
    }
    const role = item.chosen !== undefined ? "menuitemradio" : item.checked !== undefined ? "menuitemcheckbox" : "menuitem";
    const on = item.chosen ?? item.checked;
    return html`<button
      type="button"
      tabindex="-1"
      role=${role}
      aria-checked=${on === undefined ? nothing : String(on)}
      lang=${item.lang ?? nothing}
      class=${item.danger ? "danger" : ""}
      @click=${() => this.#run(item)}
    >
      ${item.icon ? icon(item.icon) : nothing}<bdi>${item.label}</bdi>
      ${on ? html`<span class="chosen">${icon("check")}</span>` : nothing}
    </button>`;
  }
}

/** Beside its button, on the side where the button is, and within the window. */
export function place(popover: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const size = popover.getBoundingClientRect();
  const atStart = at.left + at.right < innerWidth;
  const left = atStart ? at.left : at.right - size.width;
  const below = at.bottom + 6;
  const top = below + size.height > innerHeight - 8 ? Math.max(8, at.top - size.height - 6) : below;
  popover.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`);
  popover.style.setProperty("top", `${top}px`);
}
