/**
 * A place may give a widget less room than its view takes: then the body scrolls, the keyboard has to reach it, and the frame around it says
 * by `data-more` that there is more below.
 */

export class Overflow {
  #followed: Element[] = [];
  #sizes = new ResizeObserver(() => this.#look());

  /** The body and the view in it, as they are now. */
  follow(body: HTMLElement | null, view: Element | null): void {
    const next = [body, view].filter((element) => element !== null);
    if (next.length === this.#followed.length && next.every((element, at) => element === this.#followed[at])) return;
    this.stop();
    this.#followed = next;
    for (const element of next) this.#sizes.observe(element);
    body?.addEventListener("scroll", this.#look, { passive: true });
  }

  stop(): void {
    this.#sizes.disconnect();
    this.#followed[0]?.removeEventListener("scroll", this.#look);
    this.#followed = [];
  }

  /** Told when sizes changed, after layout: reading them costs nothing then. */
  #look = (): void => {
    const body = this.#followed[0] as HTMLElement | undefined;
    if (!body) return;
    const scrolls = body.scrollHeight > body.clientHeight + 1;
    body.tabIndex = scrolls ? 0 : -1;
    if (scrolls) body.setAttribute("role", "group");
    else body.removeAttribute("role");
    body.parentElement?.toggleAttribute("data-more", body.scrollTop + body.clientHeight < body.scrollHeight - LITTLE);
  };
}

/** Pixels at the end that are not worth a shade: the padding below a view. */
const LITTLE = 16;
