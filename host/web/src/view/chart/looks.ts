/** How series are told apart: by colour, and by dashes or fillings for whoever does not see colours. */
import type { Tone } from "../../api/view";

export interface Look {
  /** Value of `data-color`: a tone, or `series-1` to `series-8`. */
  color: string;
  /** Value of `data-fill`: 0 is solid. */
  fill: number;
  /** Of a line, in pixels. */
  dash: string;
}

const DASHES = ["none", "7 4", "2 4", "11 4 2 4", "4 4", "14 5", "1 6", "9 3 3 3"];
const FILLINGS = 4;

export function look(tone: Tone, index: number, count: number): Look {
  const color = tone !== "neutral" ? tone : count === 1 ? "accent" : `series-${(index % 8) + 1}`;
  return { color, fill: index % FILLINGS, dash: DASHES[index % DASHES.length] ?? "none" };
}
