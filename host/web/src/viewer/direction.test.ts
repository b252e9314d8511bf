import { expect, it } from "vitest";
import { directionOf } from "./direction";

it("a locale runs as its script does", () => {
  expect(["ar-EG", "he", "fa-IR", "ur"].map(directionOf)).toEqual(["rtl", "rtl", "rtl", "rtl"]);
  expect(["de-CH", "az", "ja", "not a tag"].map(directionOf)).toEqual(["ltr", "ltr", "ltr", "ltr"]);
});
