import { expect, test } from "vitest";
import type { Widget } from "../api/types";
import { moved, nextSize, placeBeyond, resized, sameLayout, sizeFor } from "./arrangement";

const widgets = ["a", "b", "c", "d"].map((id) => ({ id, size: "medium" }) as Widget);
const order = (list: Widget[]) => list.map((one) => one.id).join("");

test("a widget moves to a place, and no further than the ends", () => {
  expect(order(moved(widgets, "a", 2))).toBe("bcad");
  expect(order(moved(widgets, "d", 0))).toBe("dabc");
  expect(order(moved(widgets, "b", -3))).toBe("bacd");
  expect(order(moved(widgets, "b", 99))).toBe("acdb");
  expect(order(moved(widgets, "x", 1))).toBe("abcd");
});

test("sizes go up and down, and by columns", () => {
  expect(nextSize("medium", 1)).toBe("large");
  expect(nextSize("full", 1)).toBe("full");
  expect(nextSize("small", -1)).toBe("small");
  expect([0, 1, 2, 3, 4, 6].map((columns) => sizeFor(columns, 4))).toEqual(["small", "small", "medium", "large", "full", "full"]);
  expect(sameLayout(widgets, resized(widgets, "a", "medium"))).toBe(true);
  expect(sameLayout(widgets, resized(widgets, "a", "small"))).toBe(false);
});

test("up and down go to the nearest in line", () => {
  const box = (left: number, top: number, height = 100) => ({ left, right: left + 100, top, bottom: top + height });
  const boxes = [box(0, 0), box(120, 0, 80), box(0, 120), box(120, 100)];
  expect(placeBeyond(boxes, 0, "down")).toBe(2);
  expect(placeBeyond(boxes, 1, "down")).toBe(3);
  expect(placeBeyond(boxes, 3, "up")).toBe(1);
  expect(placeBeyond(boxes, 0, "up")).toBe(0);
});
