import { describe, expect, it } from "vitest";
import { SHAPES } from "./shapes";

describe("icons", () => {
  it("are made of shapes that are drawn", () => {
    const known = new Set(["path", "circle", "rect", "line", "polyline", "polygon", "ellipse"]);
    for (const [name, shapes] of Object.entries(SHAPES)) {
      expect(shapes.length, name).toBeGreaterThan(0);
      for (const [tag] of shapes) expect(known.has(tag), `${name}: ${tag}`).toBe(true);
    }
  });
});
