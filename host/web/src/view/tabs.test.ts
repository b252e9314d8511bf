import { describe, expect, it } from "vitest";
import type { TabsNode } from "../api/view";
import { Shown } from "./shown";
import { target } from "./tabs";

const tabs = (...titles: string[]): TabsNode => ({
  node: "tabs", key: "t", label: "t", tabs: titles.map((title) => ({ title, child: { node: "divider" } })),
});

describe("tabs", () => {
  it("lead round in the direction of reading", () => {
    expect(target("ArrowRight", 2, 3, false)).toBe(0);
    expect(target("ArrowLeft", 0, 3, false)).toBe(2);
    expect(target("ArrowRight", 0, 3, true)).toBe(2);
    expect(target("ArrowLeft", 0, 3, true)).toBe(1);
    expect(target("Home", 2, 3, true)).toBe(0);
    expect(target("End", 0, 3, false)).toBe(2);
    expect(target("Enter", 0, 3, false)).toBeNull();
  });

  it("stay in front over a redraw, wherever they move", () => {
    const shown = new Shown();
    shown.showTab(tabs("a", "b"), 1);
    expect(shown.tab(tabs("a", "b"))).toBe(1);
    expect(shown.tab(tabs("new", "a", "b"))).toBe(2);
    expect(shown.tab(tabs("a", "b (2)"))).toBe(1);
    expect(shown.tab(tabs("a"))).toBe(0);
  });
});
