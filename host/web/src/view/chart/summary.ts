/** A chart in a sentence: each value where they are few, the lowest, highest and latest where they are many. */
import type { ChartNode } from "../../api/view";
import { t } from "../../language";
import { formatNumber } from "../../viewer/format";
import { viewerLocales } from "../../viewer/locale";
import { pointNames } from "./axis";

/** As many values as one can listen to. */
const FEW = 12;

export function summary(node: ChartNode): string {
  const names = pointNames(node.axis);
  const figure = (value: number) => `${formatNumber(value, 2, viewerLocales())}${node.unit ? ` ${node.unit}` : ""}`;
  const parts = node.series.map((series) => {
    const points = series.values.flatMap((value, at) => (value === null ? [] : [{ name: names[at] ?? "", value }]));
    const prefix = node.series.length > 1 ? `${series.name}: ` : "";
    if (points.length * node.series.length <= FEW) return prefix + points.map(({ name, value }) => `${name} ${figure(value)}`).join(", ");
    const lowest = points.reduce((least, point) => (point.value < least.value ? point : least));
    const highest = points.reduce((most, point) => (point.value > most.value ? point : most));
    const latest = points.at(-1) ?? highest;
    return (
      prefix +
      t("view.chart.range", {
        lowest: figure(lowest.value),
        at: lowest.name,
        highest: figure(highest.value),
        top: highest.name,
        latest: figure(latest.value),
      })
    );
  });
  return t(`view.chart.${node.kind}`, { title: node.title, words: parts.filter((part) => part !== "").join(". ") });
}
