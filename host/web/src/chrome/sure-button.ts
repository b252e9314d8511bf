/** A button for what cannot be undone: the first press asks, the second does it, and leaving it takes the question back. */
import { html } from "lit";

export interface Sure {
  sure: boolean;
  words: string;
  /** Accessible name before the question. */
  label: string;
  question: string;
  ask(asked: boolean): void;
  run(): void;
}

export function sureButton({ sure, words, label, question, ask, run }: Sure): unknown {
  return html`<button
    type="button"
    class=${sure ? "btn danger compact" : "btn compact"}
    aria-label=${sure ? `${question} ${label}` : label}
    aria-live="polite"
    @blur=${() => ask(false)}
    @click=${() => (sure ? run() : ask(true))}
  >
    ${sure ? question : words}
  </button>`;
}
