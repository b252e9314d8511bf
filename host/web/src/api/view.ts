/** The view tree as it comes over the wire: the JSON of the `view` interface in bridge-api/wit/bridge.wit. */

export type Gap = "none" | "small" | "medium" | "large";
export type Align = "start" | "center" | "end" | "stretch" | "between";
export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";
export type Emphasis = "primary" | "secondary" | "quiet";
export type TextStyle = "plain" | "strong" | "emphasis" | "code" | "muted" | "struck";
export type Trend = "none" | "up" | "down";

/** `at` is in milliseconds since 1970-01-01 UTC; a percent of 0.25 reads 25 %. */
export type Span =
  | { span: "plain"; text: string; style: TextStyle }
  | { span: "date"; at: number; style: "date" | "time" | "date-time" }
  | { span: "relative"; at: number }
  | { span: "number"; value: number; max_fraction_digits: number }
  | { span: "percent"; value: number }
  | { span: "currency"; value: number; code: string };

export interface GroupNode {
  node: "column" | "row";
  children: ViewNode[];
  gap: Gap;
  align: Align;
}
export interface CardNode {
  node: "card";
  title: string | null;
  children: ViewNode[];
}
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
export interface BadgeNode {
  node: "badge";
  text: string;
  tone: Tone;
}
export interface ListNode {
  node: "list";
  ordered: boolean;
  children: ViewNode[];
}
export interface TableNode {
  node: "table";
  caption: string;
  columns: { title: string; align: "start" | "end" }[];
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
export interface BarChartNode {
  node: "bar-chart";
  title: string;
  bars: { label: string; value: number; tone: Tone }[];
  unit: string | null;
}
export interface ButtonNode {
  node: "button";
  key: string;
  label: string;
  emphasis: Emphasis;
  tone: Tone;
  disabled: boolean;
}
export interface TextFieldNode {
  node: "text-field";
  key: string;
  label: string;
  value: string;
  placeholder: string | null;
  required: boolean;
  max_length: number;
  problem: string | null;
}
export interface CheckNode {
  node: "check";
  key: string;
  label: string;
  checked: boolean;
  disabled: boolean;
}
export interface FormNode {
  node: "form";
  key: string;
  submit: string;
  children: ViewNode[];
}

export type ViewNode =
  | GroupNode
  | CardNode
  | HeadingNode
  | TextNode
  | BadgeNode
  | ListNode
  | TableNode
  | StatNode
  | BarChartNode
  | ButtonNode
  | TextFieldNode
  | CheckNode
  | FormNode;

/** What a field of a form holds when it is submitted. */
export type FieldValue = string | boolean;

export type WidgetEvent =
  | { type: "opened" | "refresh" }
  | { type: "input"; key: string; value: null | FieldValue }
  | { type: "submitted"; key: string; fields: Record<string, FieldValue> };
