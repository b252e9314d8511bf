import { describe, expect, it } from "vitest";
import type { ChartNode } from "../../api/view";
import { across, along } from "./axis";
import { slices } from "./pie";
import { summary } from "./summary";

const chart = (kind: ChartNode["kind"], values: (number | null)[]): ChartNode => ({
  node: "chart", kind, title: "T", unit: null, axis: { axis: "names", names: values.map((_, at) => `n${at}`) },
  series: [{ name: "s", tone: "neutral", values }],
});

describe("axes", () => {
  it("bars begin at zero, lines need not", () => {
    expect(along(chart("bar", [90, 100])).zero).toBe(0);
    expect(along(chart("bar", [90, 100])).at(0)).toBe(0);
    expect(along(chart("line", [90, 100])).at(90)).toBe(0);
    expect(along(chart("bar", [-50, 50])).zero).toBe(0.5);
  });

  it("whole values have whole ticks", () => {
    const words = (values: number[]) => along(chart("bar", values)).ticks.map((tick) => tick.words);
    expect(words([0, 1])).toEqual(["0", "1"]);
    expect(words([2, 0])).toEqual(["0", "1", "2"]);
    expect(words([0.5, 1])).toContain("0.4");
    expect(along(chart("bar", [])).ticks.map((tick) => tick.words)).toEqual(["0", "1"]);
  });

  it("bear one value, none and gaps", () => {
    expect(along(chart("line", [7])).at(7)).toBeCloseTo(0.875);
    expect(along(chart("area", [0, 0])).at(0)).toBe(0);
    expect(Number.isFinite(along(chart("line", [null])).at(0))).toBe(true);
    expect(across({ axis: "names", names: ["one"] }, false).at).toEqual([0.5]);
    expect(across({ axis: "names", names: [] }, true).at).toEqual([]);
    expect(across({ axis: "dates", dates: [] }, true).at).toEqual([]);
    expect(across({ axis: "dates", dates: [5] }, false).at).toEqual([0.5]);
  });

  it("dates stand by their distance, with whole bars inside", () => {
    const day = 86_400_000;
    const { at, band } = across({ axis: "dates", dates: [0, day, 4 * day] }, true);
    expect(at.map((place) => place.toFixed(1))).toEqual(["0.1", "0.3", "0.9"]);
    expect((at[0] ?? 0) - band / 2).toBeGreaterThanOrEqual(0);
  });

  it("many names are not all written", () => {
    const names = Array.from({ length: 200 }, (_, at) => `name ${at}`);
    expect(across({ axis: "names", names }, false).ticks.length).toBeLessThan(10);
  });
});

describe("a pie", () => {
  it("leaves out what is no share, and gathers what is too much", () => {
    expect(slices(chart("pie", [3, 0, -1, null, 2])).map(({ value }) => value)).toEqual([3, 2]);
    const many = slices(chart("pie", Array.from({ length: 12 }, () => 1)));
    expect(many.length).toBe(8);
    expect(many.at(-1)?.value).toBe(5);
  });
});

describe("a summary", () => {
  it("says each of a few values, and the extremes of many", () => {
    expect(summary(chart("bar", [1, null, 3]))).toBe("Bar chart, T. n0 1, n2 3");
    expect(summary(chart("line", Array.from({ length: 40 }, (_, at) => at % 9)))).toMatch(/lowest 0 \(n0\), highest 8 \(n8\), latest 3/);
    expect(summary(chart("line", Array.from({ length: 40 }, () => null)))).toBe("Line chart, T. ");
  });
});
