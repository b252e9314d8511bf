/**
 * A theme is a list of typed values. Each known name becomes one custom property `--fl-…` on the document, through CSSOM.
 * Only widgets and the board's ground read these; the host's own chrome reads `--host-…`, which nothing here can set.
 */
import { api } from "../api/client";
import type { CurrentTheme, ThemeShadow, ThemeTokens } from "../api/types";
import { appearance, contrast, scheme } from "./scheme";

const COLORS = [
  "canvas", "surface", "surface-raised", "border", "text", "text-muted", "accent", "on-accent",
  "success", "on-success", "warning", "on-warning", "danger", "on-danger", "focus",
];
const DIMENSIONS = ["radius-small", "radius-medium", "radius-large", "space", "border-width", "text-size"];
const DURATIONS = ["motion-fast", "motion-slow"];
const FAMILIES = ["body", "display", "mono"];
const WEIGHTS = ["text", "strong", "display"];
const SHADOWS = ["raised", "floating"];

/** Only families that every system has; a theme names one, never a font file. */
const STACKS: Record<string, string> = {
  system: "system-ui, sans-serif",
  sans: "Inter, Roboto, 'Helvetica Neue', Arial, sans-serif",
  serif: "Charter, 'Iowan Old Style', 'Palatino Linotype', Georgia, serif",
  rounded: "ui-rounded, 'SF Pro Rounded', Nunito, Quicksand, 'Arial Rounded MT Bold', system-ui, sans-serif",
  slab: "Rockwell, 'Roboto Slab', 'DejaVu Serif', 'Sitka Small', serif",
  mono: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
};

const COLOR = /^(#[0-9a-f]{3,8}|oklch\([0-9.%a-z /+-]+\)|rgba?\([0-9.%, /]+\)|color\(srgb [0-9.% /e-]+\))$/i;
const isColor = (value: unknown): value is string => typeof value === "string" && COLOR.test(value);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Custom properties by name; what is unknown or malformed is left out, so the default stays. */
export function propertiesOf(tokens: ThemeTokens): Map<string, string> {
  const out = new Map<string, string>();
  const each = <T>(kind: string, names: string[], values: Record<string, T> | undefined, write: (value: T) => string | null) => {
    for (const name of names) {
      const value = values?.[name];
      const text = value === undefined || value === null ? null : write(value);
      if (text !== null) out.set(`--fl-${kind}-${name}`, text);
    }
  };
  each("color", COLORS, tokens.color, (value) => (isColor(value) ? value : null));
  each("dimension", DIMENSIONS, tokens.dimension, (value) => (isNumber(value) ? `${clamp(value, 0, 64)}px` : null));
  each("duration", DURATIONS, tokens.duration, (value) => (isNumber(value) ? `${clamp(value, 0, 1000)}ms` : null));
  each("family", FAMILIES, tokens.family, (value) => STACKS[value] ?? null);
  each("weight", WEIGHTS, tokens.weight, (value) => (isNumber(value) ? String(clamp(value, 100, 900)) : null));
  each("shadow", SHADOWS, tokens.shadow, shadow);
  return out;
}

function shadow(layers: ThemeShadow[]): string | null {
  if (!Array.isArray(layers) || layers.length > 8) return null;
  if (layers.length === 0) return "none";
  const sound = layers.every((l) => isColor(l.color) && [l.x, l.y, l.blur, l.spread].every(isNumber));
  return sound ? layers.map((l) => `${px(l.x)} ${px(l.y)} ${px(Math.max(0, l.blur))} ${px(l.spread)} ${l.color}`).join(", ") : null;
}
const px = (value: number) => `${clamp(value, -64, 64)}px`;
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Every property that a theme can set. */
const PROPERTIES = Object.entries({
  color: COLORS, dimension: DIMENSIONS, duration: DURATIONS, family: FAMILIES, weight: WEIGHTS, shadow: SHADOWS,
}).flatMap(([kind, names]) => names.map((name) => `--fl-${kind}-${name}`));

/** Put tokens on an element, and nothing of what the page around it wears. */
export function wear(element: HTMLElement, tokens: ThemeTokens): void {
  const properties = propertiesOf(tokens);
  for (const name of PROPERTIES) element.style.setProperty(name, properties.get(name) ?? "initial");
}

let applied: string[] = [];
let asked = 0;
let hourly: ReturnType<typeof setTimeout> | undefined;

/** Fetch the theme for scheme, contrast and hour as they are now, and put it on. What was fetched, or null when it could not be. */
export async function refreshTheme(): Promise<CurrentTheme | null> {
  const mine = ++asked;
  let theme: CurrentTheme;
  try {
    theme = await api.currentTheme(scheme(), contrast(), new Date().getHours());
  } catch {
    return null;
  }
  if (mine !== asked) return theme; // a later question is under way
  const style = document.documentElement.style;
  for (const name of applied) style.removeProperty(name);
  const properties = propertiesOf(theme.tokens ?? {});
  for (const [name, value] of properties) style.setProperty(name, value);
  applied = [...properties.keys()];
  return theme;
}

/** Milliseconds that the first page waits for its colours; a server that is slower than that is waited for no longer. */
const PATIENCE = 2_000;

/** The theme as it is put on before anything is shown: what comes later would flash. */
export async function firstTheme(): Promise<void> {
  await Promise.race([refreshTheme(), new Promise((late) => setTimeout(late, PATIENCE))]);
}

/** Follow scheme, contrast and hour from now on. */
export function startThemes(): void {
  appearance.addEventListener("change", () => void refreshTheme());
  scheduleHour();
}

function scheduleHour(): void {
  clearTimeout(hourly);
  const left = 3_600_000 - (Date.now() % 3_600_000);
  hourly = setTimeout(() => {
    void refreshTheme();
    scheduleHour();
  }, left + 500);
}
