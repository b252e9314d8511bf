import { expect, it } from "vitest";

// The module asks the browser as soon as it is there.
Object.assign(globalThis, { matchMedia: () => new EventTarget() });
const { schemeOf } = await import("./scheme");

it("a page of another app is as dark as its color-scheme says", () => {
  expect(["normal", "light", "only light", ""].map((said) => schemeOf(said, true))).toEqual(["light", "light", "light", "light"]);
  expect(["dark", "only dark"].map((said) => schemeOf(said, false))).toEqual(["dark", "dark"]);
  expect([true, false].map((dark) => schemeOf("light dark", dark))).toEqual(["dark", "light"]);
});
