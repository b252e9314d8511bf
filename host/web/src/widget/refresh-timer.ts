/** The `refresh` that a widget asked for: only while the tab is visible, and never closer than a second apart. */

const LEAST = 1_000;

export class RefreshTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due: number | null = null;

  constructor(private readonly refresh: () => void) {}

  /** @param after milliseconds from now, or null for never */
  schedule(after: number | null): void {
    this.#due = after === null ? null : Date.now() + Math.max(LEAST, after);
    this.#arm();
  }

  start(): void {
    document.addEventListener("visibilitychange", this.#arm);
    this.#arm();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#arm);
    clearTimeout(this.#timer);
  }

  #arm = (): void => {
    clearTimeout(this.#timer);
    if (this.#due === null || document.visibilityState !== "visible") return;
    // setTimeout counts in 32 bits; a longer wish is taken up again when the timer fires early.
    const left = Math.min(Math.max(0, this.#due - Date.now()), 2_000_000_000);
    this.#timer = setTimeout(() => {
      if (this.#due === null || this.#due > Date.now() + 50) return this.#arm();
      this.#due = null;
      this.refresh();
    }, left);
  };
}
