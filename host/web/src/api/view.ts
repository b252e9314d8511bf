/** The view tree as it comes over the wire: the JSON of the `view` interface in bridge-api/wit/bridge.wit. */

export type Gap = "none" | "small" | "medium" | "large";
export type Align = "start" | "center" | "end" | "stretch" | "between";
export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";
export type Emphasis = "primary" | "secondary" | "quiet";
export type ColumnWidth = "narrow" | "medium" | "wide";
export type TextStyle = "plain" | "strong" | "emphasis" | "code" | "muted" | "struck";
export type DateStyle = "date" | "time" | "date-time";
export type Trend = "none" | "up" | "down";
export type CellAlign = "start" | "end";
export type Order = "none" | "ascending" | "descending";
export type ChartKind = "bar" | "line" | "area" | "pie" | "sparkline";

export type IconName =
  | "alarm" | "archive" | "arrow-down" | "arrow-left" | "arrow-right" | "arrow-up" | "bell" | "book" | "bookmark" | "calendar"
  | "chart" | "check" | "chevron-down" | "chevron-right" | "circle" | "circle-check" | "clock" | "cloud" | "copy" | "dollar"
  | "edit" | "external" | "eye" | "file" | "filter" | "flag" | "flame" | "folder" | "gauge" | "globe" | "heart" | "home"
  | "image" | "inbox" | "info" | "lightbulb" | "link" | "list" | "lock" | "mail" | "map-pin" | "minus" | "moon" | "music"
  | "pause" | "phone" | "pin" | "play" | "plus" | "question" | "refresh" | "search" | "settings" | "shield" | "skip"
  | "sparkles" | "star" | "stop" | "sun" | "table" | "tag" | "target" | "thumbs-up" | "timer" | "trash" | "trending-down"
  | "trending-up" | "trophy" | "undo" | "user" | "users" | "warning" | "x" | "zap";

/** An address, its origin, and whether the package declares links to it and the person granted that. */
export interface Target {
  address: string;
  origin: string;
  allowed: boolean;
}

/** `at` is in milliseconds since 1970-01-01 UTC; a percent of 0.25 reads 25 %. */
export type Span =
  | { span: "plain"; text: string; style: TextStyle }
  | { span: "date"; at: number; style: DateStyle }
  | { span: "relative"; at: number }
  | { span: "number"; value: number; max_fraction_digits: number }
  | { span: "percent"; value: number }
  | { span: "currency"; value: number; code: string }
  | ({ span: "link"; text: string } & Target);

// ---- layout

export interface GroupNode {
  node: "column" | "row";
  children: ViewNode[];
  gap: Gap;
  align: Align;
}
export interface GridNode {
  node: "grid";
  children: ViewNode[];
  min_width: ColumnWidth;
  gap: Gap;
}
export interface CardNode {
  node: "card";
  title: string | null;
  children: ViewNode[];
}
export interface TabsNode {
  node: "tabs";
  key: string;
  label: string;
  tabs: { title: string; child: ViewNode }[];
}
export interface DisclosureNode {
  node: "disclosure";
  key: string;
  summary: string;
  /** As it is first shown. */
  open: boolean;
  children: ViewNode[];
}
export interface DividerNode {
  node: "divider";
}
export interface SpacerNode {
  node: "spacer";
  size: Gap;
}

// ---- text

export interface HeadingNode {
  node: "heading";
  text: string;
  /** 1 to 4, relative to the widget. */
  level: number;
}
export interface TextNode {
  node: "text";
  spans: Span[];
}
export interface CodeBlockNode {
  node: "code-block";
  text: string;
  language: string | null;
}
export interface BadgeNode {
  node: "badge";
  text: string;
  tone: Tone;
}
export interface IconNode {
  node: "icon";
  name: IconName;
  tone: Tone;
  /** The accessible name; without one the icon is decoration. */
  label: string | null;
}
export interface ImageNode {
  node: "image";
  /** As the manifest of the widget's package names it. */
  name: string;
  alt: string;
}

// ---- data

export interface ListNode {
  node: "list";
  ordered: boolean;
  children: ViewNode[];
}
export interface TableColumn {
  title: string;
  align: CellAlign;
  /** With a key the title is a button; the widget sorts. */
  key: string | null;
  sorted: Order;
}
export interface TableNode {
  node: "table";
  caption: string;
  columns: TableColumn[];
  /** One span a cell; every row has as many as there are columns. */
  rows: Span[][];
}
export interface StatNode {
  node: "stat";
  label: string;
  value: Span;
  trend: Trend;
  note: string | null;
}
export interface ProgressNode {
  node: "progress";
  label: string;
  /** 0 to 1, or null while it is not known how far it is. */
  value: number | null;
  tone: Tone;
  note: string | null;
}
/** `dates` are milliseconds since 1970-01-01 UTC, rising. */
export type Axis = { axis: "names"; names: string[] } | { axis: "dates"; dates: number[] };
export interface Series {
  name: string;
  /** One for each point of the axis; null is a gap. */
  values: (number | null)[];
  tone: Tone;
}
export interface ChartNode {
  node: "chart";
  title: string;
  kind: ChartKind;
  axis: Axis;
  series: Series[];
  unit: string | null;
}

// ---- input

export interface ButtonNode {
  node: "button";
  key: string;
  label: string;
  icon: IconName | null;
  emphasis: Emphasis;
  tone: Tone;
  disabled: boolean;
}
export interface LinkNode extends Target {
  node: "link";
  label: string;
}
export interface TextFieldNode {
  node: "text-field" | "text-area";
  key: string;
  label: string;
  value: string;
  placeholder: string | null;
  required: boolean;
  max_length: number;
  problem: string | null;
}
export interface NumberFieldNode {
  node: "number-field";
  key: string;
  label: string;
  value: number | null;
  min: number | null;
  max: number | null;
  step: number | null;
  required: boolean;
  problem: string | null;
}
export interface SliderNode {
  node: "slider";
  key: string;
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
}
export interface DateFieldNode {
  node: "date-field";
  key: string;
  label: string;
  /** `YYYY-MM-DD`, as are `min` and `max`. */
  value: string | null;
  min: string | null;
  max: string | null;
  required: boolean;
  problem: string | null;
}
export interface CheckNode {
  node: "check" | "toggle";
  key: string;
  label: string;
  checked: boolean;
  disabled: boolean;
}
export interface ChoicesNode {
  node: "select" | "radio";
  key: string;
  label: string;
  options: { value: string; label: string }[];
  /** The value of an option. */
  selected: string | null;
  required: boolean;
  problem: string | null;
}
export interface FormNode {
  node: "form";
  key: string;
  submit: string;
  children: ViewNode[];
}

// ---- state

export interface SkeletonNode {
  node: "skeleton";
  /** 1 to 20. */
  lines: number;
}
export interface EmptyNode {
  node: "empty";
  icon: IconName | null;
  title: string;
  text: string | null;
  children: ViewNode[];
}
export interface AlertNode {
  node: "alert";
  tone: Tone;
  title: string | null;
  spans: Span[];
}

/** What holds a value that a person sets. */
export type FieldNode = TextFieldNode | NumberFieldNode | SliderNode | DateFieldNode | CheckNode | ChoicesNode;

export type ViewNode =
  | GroupNode | GridNode | CardNode | TabsNode | DisclosureNode | DividerNode | SpacerNode
  | HeadingNode | TextNode | CodeBlockNode | BadgeNode | IconNode | ImageNode
  | ListNode | TableNode | StatNode | ProgressNode | ChartNode
  | ButtonNode | LinkNode | FieldNode | FormNode
  | SkeletonNode | EmptyNode | AlertNode;

/** What a field holds: null when it is empty, of a number, a date or a choice. */
export type FieldValue = string | boolean | number | null;

export type WidgetEvent =
  | { type: "opened" | "refresh" }
  | { type: "input"; key: string; value: FieldValue }
  | { type: "submitted"; key: string; fields: Record<string, FieldValue> };
