/** A long list in slices: what the screen shows is there at once, and the rest follows without holding up clicks. */
import type { ReactiveControllerHost } from "lit";
import { drawnFirst } from "../widget/frame-loader";
import { turn } from "../widget/slices";

/** Items of the first slice, about what a screen shows, and of each further one: making one takes about a millisecond. */
const FIRST = 6;
const MORE = 10;

export class Reveal {
  #count = FIRST;
  #going = false;

  constructor(private readonly host: ReactiveControllerHost) {}

  /** What is shown by now. The host is drawn again until that is all. */
  of<T>(items: T[]): T[] {
    if (items.length > this.#count) void this.#go();
    return items.slice(0, this.#count);
  }

  async #go(): Promise<void> {
    if (this.#going) return;
    this.#going = true;
    await this.host.updateComplete;
    if (this.#count === FIRST) await drawnFirst();
    await turn();
    this.#count += MORE;
    this.#going = false;
    this.host.requestUpdate();
  }
}
