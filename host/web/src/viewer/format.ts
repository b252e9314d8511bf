/** Dates, numbers and amounts in the viewer's locale. Formatters are dear to build, so each is built once. */
import { locales } from "../language";
import { turn } from "../widget/slices";

const cache = new Map<string, unknown>();
function once<T>(key: string, build: () => T): T {
  let found = cache.get(key) as T | undefined;
  if (found === undefined) {
    found = build();
    cache.set(key, found);
  }
  return found;
}

/** For the first formatter of all a browser reads its tables (15 to 70 ms), and for the first of each kind some more. To be called while there is time. */
export async function prepareFormats(locales: Locales): Promise<void> {
  for (const first of [() => formatNumber(0, 0, locales), () => formatDate(0, "date-time", locales), () => formatRelative(0, 0, locales)]) {
    await turn();
    first();
  }
}

/** BCP 47 tags, best first; undefined stands for the browser's own. */
export type Locales = readonly string[] | undefined;
const viewer = (): Locales => locales();

export function formatDate(at: number, style: "date" | "time" | "date-time", locales: Locales = viewer()): string {
  const options: Intl.DateTimeFormatOptions =
    style === "date" ? { dateStyle: "medium" }
    : style === "time" ? { timeStyle: "short" }
    : { dateStyle: "medium", timeStyle: "short" };
  const formatter = once(`d ${style} ${locales}`, () => new Intl.DateTimeFormat(locales, options));
  // A u64 can be far outside of what a Date can hold.
  return Math.abs(at) <= 8.64e15 ? formatter.format(at) : "—";
}

/** Far dates, which a u64 can hold and a Date cannot, get no machine-readable form. */
export function isoOf(at: number): string | undefined {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : undefined;
}

export function formatNumber(value: number, maxFractionDigits: number, locales: Locales = viewer()): string {
  const digits = Math.min(20, Math.max(0, Math.trunc(maxFractionDigits)));
  return once(`n ${digits} ${locales}`, () => new Intl.NumberFormat(locales, { maximumFractionDigits: digits })).format(value);
}

/** For the narrow room beside an axis: 12,000 is "12K". */
export function formatCompact(value: number, locales: Locales = viewer()): string {
  return once(`k ${locales}`, () => new Intl.NumberFormat(locales, { notation: "compact", maximumFractionDigits: 2 })).format(value);
}

/** A part of a date for the ticks of an axis, such as "Mar" or "14:00". */
export function formatTick(at: number, part: "year" | "month" | "day" | "time", locales: Locales = viewer()): string {
  const options: Intl.DateTimeFormatOptions =
    part === "year" ? { year: "numeric" }
    : part === "month" ? { month: "short", year: "2-digit" }
    : part === "day" ? { day: "numeric", month: "short" }
    : { hour: "numeric", minute: "2-digit" };
  return once(`t ${part} ${locales}`, () => new Intl.DateTimeFormat(locales, options)).format(at);
}

export function formatPercent(value: number, locales: Locales = viewer()): string {
  return once(`p ${locales}`, () => new Intl.NumberFormat(locales, { style: "percent", maximumFractionDigits: 1 })).format(value);
}

/** A code that is no currency is shown as it is, after the number. */
export function formatCurrency(value: number, code: string, locales: Locales = viewer()): string {
  if (!/^[A-Za-z]{3}$/.test(code)) return `${formatNumber(value, 2, locales)} ${code}`;
  return once(`c ${code} ${locales}`, () => new Intl.NumberFormat(locales, { style: "currency", currency: code })).format(value);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 days ago"; within 45 seconds it is "now". */
export function formatRelative(at: number, now: number, locales: Locales = viewer()): string {
  const formatter = once(`r ${locales}`, () => new Intl.RelativeTimeFormat(locales, { numeric: "auto" }));
  const distance = at - now;
  for (const [unit, length] of STEPS) {
    // 45 minutes are "45 minutes", 55 minutes are "1 hour": each unit begins a little before it is full.
    if (Math.abs(distance) >= length * 0.92 || (unit === "minute" && Math.abs(distance) >= 45_000)) {
      return formatter.format(Math.round(distance / length), unit);
    }
  }
  return formatter.format(0, "second");
}

export function formatBytes(bytes: number, locales: Locales = viewer()): string {
  const [unit, size] =
    bytes >= 1_048_576 ? (["megabyte", 1_048_576] as const)
    : bytes >= 1_024 ? (["kilobyte", 1_024] as const)
    : (["byte", 1] as const);
  // Short, it would be "140 byte".
  const unitDisplay = unit === "byte" ? "long" : "short";
  return once(`b ${unit} ${locales}`, () =>
    new Intl.NumberFormat(locales, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 }),
  ).format(bytes / size);
}

/** Microseconds as "840 µs" or "1.2 ms". */
export function formatMicros(micros: number, locales: Locales = viewer()): string {
  return micros < 1_000 ? `${formatNumber(micros, 0, locales)} µs` : `${formatNumber(micros / 1_000, 1, locales)} ms`;
}
