import { describe, expect, it } from "vitest";
import { formatBytes, formatCurrency, formatDate, formatNumber, formatPercent, formatRelative } from "./format";

const EN = ["en-US"];
const DE = ["de-DE"];
const NOW = Date.UTC(2026, 10, 22, 12);

describe("relative time", () => {
  const ago = (ms: number) => formatRelative(NOW - ms, NOW, EN);
  it.each([
    [0, "now"],
    [44_000, "now"],
    [46_000, "1 minute ago"],
    [45 * 60_000, "45 minutes ago"],
    [56 * 60_000, "1 hour ago"],
    [86_400_000, "yesterday"],
    [3 * 86_400_000, "3 days ago"],
    [-2 * 3_600_000, "in 2 hours"],
    [400 * 86_400_000, "last year"],
  ])("%d ms", (ms, words) => expect(ago(ms)).toBe(words));
});

describe("figures", () => {
  it("follow the locale", () => {
    expect(formatNumber(1234.567, 2, EN)).toBe("1,234.57");
    expect(formatNumber(1234.567, 2, DE)).toBe("1.234,57");
    expect(formatPercent(0.25, EN)).toBe("25%");
    expect(formatCurrency(12, "CHF", EN).replace(/\s/, " ")).toBe("CHF 12.00");
  });
  it("bear what a widget may not send", () => {
    expect(formatNumber(1, 400, EN)).toBe("1");
    expect(formatCurrency(3, "no code", EN)).toBe("3 no code");
    expect(formatDate(2 ** 60, "date", EN)).toBe("—");
  });
  it("bytes", () => {
    expect(formatBytes(1_441_792, EN)).toBe("1.4 MB");
    expect(formatBytes(140, EN)).toBe("140 bytes");
  });
});
