/** A fanlight glazed after a package's fingerprint: the same bytes give the same window, others another. */
import { html, svg, type TemplateResult } from "lit";

const CENTRE = { x: 160, y: 172 };
/** Radii of the rings of panes, from the inside. */
const RINGS: [number, number][] = [[0, 38], [42, 88], [92, 140]];
/** Degrees of lead between two panes of a ring, by ring. */
const LEAD = [0, 2.6, 1.6];

/** @param digest hexadecimal */
export function stainedGlass(digest: string): TemplateResult {
  const digit = (at: number) => Number.parseInt(digest[at % digest.length] ?? "0", 16) || 0;
  const count = 5 + (digit(0) % 3);
  const panes = RINGS.flatMap(([from, to], ring) => {
    const parts = ring === 0 ? 1 : ring === 1 ? count : count * 2;
    const width = 180 / parts;
    return Array.from({ length: parts }, (_, part) => {
      const lead = (LEAD[ring] ?? 0) / 2;
      const path = pane(from, to, part * width + (part === 0 ? 0 : lead), (part + 1) * width - (part === parts - 1 ? 0 : lead));
      return svg`<path class="pane" data-tint=${digit(1 + ring * 7 + part) % 8} d=${path} />`;
    });
  });
  return html`<svg class="glass" viewBox="0 0 320 200" aria-hidden="true" focusable="false">
    ${panes}
    <path class="sill" d="M12 180h296" />
  </svg>`;
}

/** A sector of a ring; angles in degrees, counted from the right. */
function pane(from: number, to: number, start: number, end: number): string {
  const at = (radius: number, angle: number) => {
    const turn = (angle * Math.PI) / 180;
    return `${(CENTRE.x + radius * Math.cos(turn)).toFixed(1)} ${(CENTRE.y - radius * Math.sin(turn)).toFixed(1)}`;
  };
  return `M${at(from, start)}L${at(to, start)}A${to} ${to} 0 0 0 ${at(to, end)}L${at(from, end)}A${from} ${from} 0 0 1 ${at(from, start)}Z`;
}
