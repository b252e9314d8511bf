/** Line icons on a 24-pixel square, drawn inline. Always decoration: the words beside them carry the meaning. */
import { html, svg, type TemplateResult } from "lit";

const PATHS = {
  board: svg`<path d="M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z" />`,
  gallery: svg`<path d="M4 5h16v14H4zM4 15l4.5-4.5 4 4 2.5-2.5 5 5" /><circle cx="15.5" cy="9" r="1.2" />`,
  activity: svg`<path d="M3 12h4l2.5-7 5 14L17 12h4" />`,
  sun: svg`<circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />`,
  moon: svg`<path d="M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z" />`,
  system: svg`<circle cx="12" cy="12" r="8" /><path d="M12 4v16a8 8 0 0 0 0-16z" class="fill" />`,
  person: svg`<circle cx="12" cy="8.5" r="3.5" /><path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />`,
  more: svg`<circle cx="5.5" cy="12" r="1.1" class="fill" /><circle cx="12" cy="12" r="1.1" class="fill" /><circle cx="18.5" cy="12" r="1.1" class="fill" />`,
  pause: svg`<path d="M9 6v12M15 6v12" />`,
  rest: svg`<path d="M7 4.5h10M7 19.5h10M8 4.5c0 4 8 5.5 8 7.5s-8 3.5-8 7.5M16 4.5c0 4-8 5.5-8 7.5s8 3.5 8 7.5" />`,
  play: svg`<path d="M8 5.5v13l10.5-6.5z" />`,
  shield: svg`<path d="M12 3.5 5 6v5.5c0 4.5 2.8 7.6 7 9 4.2-1.4 7-4.5 7-9V6z" /><path d="m9 12 2.2 2.2L15.2 10" />`,
  sliders: svg`<path d="M4 8h9M17 8h3M4 16h3M11 16h9" /><circle cx="15" cy="8" r="2" /><circle cx="9" cy="16" r="2" />`,
  gauge: svg`<path d="M4.5 17a8.5 8.5 0 1 1 15 0" /><path d="m12 14 4-5" />`,
  trash: svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5" />`,
  alert: svg`<path d="M12 4 3 19.5h18zM12 10v4.5M12 17v.2" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  none: svg`<circle cx="12" cy="12" r="8" /><path d="m6.5 6.5 11 11" />`,
  upload: svg`<path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 15v4.5h15V15" />`,
  folder: svg`<path d="M3.5 6.5h6l2 2.5h9v9.5h-17z" />`,
  box: svg`<path d="m12 3.5 8 4v9l-8 4-8-4v-9zM4 7.5l8 4 8-4M12 11.5v9" />`,
  log: svg`<path d="M6 4h12v16H6zM9 8.5h6M9 12h6M9 15.5h4" />`,
  people: svg`<circle cx="9" cy="9" r="3" /><path d="M3.5 19c.4-3.4 2.5-5 5.5-5s5.1 1.6 5.5 5M15.5 6.3a3 3 0 0 1 0 5.4M17 14.3c2 .6 3.2 2.2 3.5 4.7" />`,
  device: svg`<path d="M3.5 5.5h12v9h-12zM7 18h5M9.5 14.5V18M18 9.5h3.5v9H18z" />`,
  bell: svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 18.5a2 2 0 0 0 4 0" />`,
  grip: svg`<circle cx="9" cy="6.5" r="1.1" class="fill" /><circle cx="15" cy="6.5" r="1.1" class="fill" /><circle cx="9" cy="12" r="1.1" class="fill" /><circle cx="15" cy="12" r="1.1" class="fill" /><circle cx="9" cy="17.5" r="1.1" class="fill" /><circle cx="15" cy="17.5" r="1.1" class="fill" />`,
  pencil: svg`<path d="M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5z" />`,
  language: svg`<circle cx="12" cy="12" r="8.5" /><path d="M3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z" />`,
  mirror: svg`<path d="M12 4v16M9 8l-4 4 4 4zM15 8l4 4-4 4z" />`,
  link: svg`<path d="M10 14l4-4M8.5 11 6 13.5a3.2 3.2 0 0 0 4.5 4.5L13 15.5M11 8.5 13.5 6a3.2 3.2 0 0 1 4.5 4.5L15.5 13" />`,
  down: svg`<path d="m6.5 9.5 5.5 5.5 5.5-5.5" />`,
  undo: svg`<path d="M8 5 4 9l4 4M4.5 9H15a5 5 0 0 1 0 10h-5" class="mirror" />`,
  earlier: svg`<path d="M14.5 6 8.5 12l6 6" class="mirror" />`,
  later: svg`<path d="m9.5 6 6 6-6 6" class="mirror" />`,
  smaller: svg`<path d="M6 12h12" />`,
  back: svg`<path d="M19 12H5M11 6l-6 6 6 6" class="mirror" />`,
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
