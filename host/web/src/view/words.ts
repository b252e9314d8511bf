/** The few words that the host itself puts into a view. */
import type { ChartKind } from "../api/view";

export const WORDS = {
  choose: "Choose…",
  noChoice: "—",
  opensElsewhere: "opens in a new tab",
  rising: "rising",
  falling: "falling",
  loading: "Loading",
  working: "In progress",
  showAsTable: "Show as table",
  name: "Name",
  date: "Date",
  noFigures: "No figures yet",
  others: "Others",
  code: "Code",
  latest: "latest",
  lowest: "lowest",
  highest: "highest",
} as const;

export const CHART_WORDS: Record<ChartKind, string> = {
  bar: "Bar chart",
  line: "Line chart",
  area: "Area chart",
  pie: "Pie chart",
  sparkline: "Sparkline",
};
