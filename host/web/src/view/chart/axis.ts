/** Where the points of a chart stand, from 0 to 1 along each axis, and what is written beside the axes. Knows no DOM. */
import { scaleLinear, scaleTime } from "d3-scale";
import type { Axis, ChartNode } from "../../api/view";
import { formatCompact, formatDate, formatTick } from "../../viewer/format";
import { viewerLocales } from "../../viewer/locale";

export interface Tick {
  /** 0 to 1. */
  at: number;
  words: string;
  /** Left out where there is little room. */
  minor: boolean;
}

export interface Across {
  /** Where each point stands: the middle of its bar, if there are bars. */
  at: number[];
  /** Width of all bars of one point together; 0 without bars. */
  band: number;
  ticks: Tick[];
}

export interface Along {
  /** Place of a value; of 0 as `zero`, or of the lowest value if 0 is not in sight. */
  at(value: number): number;
  zero: number;
  ticks: Tick[];
}

const DAY = 86_400_000;
/** Letters that the ticks below a chart may have together. */
const LETTERS = 60;
/** Part of a band that its bars take up. */
const FILLED = 0.72;

export function pointCount(axis: Axis): number {
  return axis.axis === "names" ? axis.names.length : axis.dates.length;
}

/** What each point is called in full. */
export function pointNames(axis: Axis): string[] {
  if (axis.axis === "names") return axis.names;
  // In the viewer's time zone: a series of days has no times worth reading.
  const days = axis.dates.every((at) => new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0);
  return axis.dates.map((at) => formatDate(at, days ? "date" : "date-time", viewerLocales()));
}

export function across(axis: Axis, bars: boolean): Across {
  return axis.axis === "names" ? acrossNames(axis.names, bars) : acrossDates(axis.dates, bars);
}

function acrossNames(names: string[], bars: boolean): Across {
  const step = 1 / Math.max(1, bars ? names.length : names.length - 1);
  const at = names.map((_, index) => (names.length === 1 ? 0.5 : (index + (bars ? 0.5 : 0)) * step));
  const longest = Math.min(14, Math.max(4, ...names.map((name) => name.length)));
  const every = Math.max(1, Math.ceil((names.length * (longest + 2)) / LETTERS));
  const shown = at.map((place, index) => ({ at: place, words: names[index] ?? "" })).filter((_, index) => index % every === 0);
  return { at, band: bars ? step * FILLED : 0, ticks: thin(shown) };
}

function acrossDates(dates: number[], bars: boolean): Across {
  const first = dates[0] ?? 0;
  const last = dates.at(-1) ?? first;
  const gaps = dates.slice(1).map((at, index) => at - (dates[index] ?? at)).filter((gap) => gap > 0);
  const gap = gaps.length > 0 ? Math.min(...gaps) : DAY;
  const margin = bars || first === last ? gap / 2 : 0;
  const scale = scaleTime([first - margin, last + margin], [0, 1]);
  // A point written for each date, if they fit: ticks of the calendar otherwise.
  const few = dates.length <= 6;
  const ticks = few ? dates : scale.ticks(6).map(Number);
  const span = few ? gap : (ticks[1] ?? last) - (ticks[0] ?? first);
  const part = span >= 360 * DAY ? "year" : span >= 28 * DAY ? "month" : span >= DAY * 0.95 ? "day" : "time";
  const band = Math.max(0.004, scale(first + gap) - scale(first)) * FILLED;
  return {
    at: dates.map((at) => scale(at)),
    band: bars ? band : 0,
    ticks: thin(ticks.map((at) => ({ at: scale(at), words: formatTick(at, part, viewerLocales()) }))),
  };
}

function thin(ticks: { at: number; words: string }[]): Tick[] {
  return ticks.map((tick, index) => ({ ...tick, minor: index % 2 === 1 }));
}

/** Bars and areas are lengths, so they begin at 0; a line may not. */
export function along(node: ChartNode): Along {
  const values = node.series.flatMap((series) => series.values.filter((value) => value !== null));
  const fromZero = node.kind === "bar" || node.kind === "area";
  let low = Math.min(...values, ...(fromZero ? [0] : []));
  let high = Math.max(...values, ...(fromZero ? [0] : []));
  if (values.length === 0) [low, high] = [0, 1];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)];
  const scale = scaleLinear([low, high], [0, 1]).nice(4);
  const [bottom = low, top = high] = scale.domain();
  // What is counted comes in whole pieces: there is no 0.4 of a task.
  const counted = values.every(Number.isInteger);
  const ticks = scale.ticks(4).filter((value) => !counted || Number.isInteger(value));
  return {
    at: (value) => scale(value),
    zero: scale(Math.min(top, Math.max(bottom, 0))),
    ticks: ticks.map((value) => ({ at: scale(value), words: formatCompact(value, viewerLocales()), minor: false })),
  };
}
