import { beforeAll, expect, it, vi } from "vitest";

let propertiesOf: typeof import("./theme").propertiesOf;
beforeAll(async () => {
  // The module looks at the browser's preferences when it is loaded.
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));
  ({ propertiesOf } = await import("./theme"));
});

it("lets known names and well-formed values through, and nothing else", () => {
  const properties = propertiesOf({
    color: { canvas: "#fff8ee", text: "oklch(0.3 0.02 50)", accent: "red;background:url(//x)", "host-danger": "#000000", focus: "var(--host-text)" },
    dimension: { space: 9, "radius-small": 9_999, evil: 4 },
    family: { body: "serif", mono: "url(x)" },
    weight: { strong: Number.NaN },
    shadow: { raised: [{ color: "#00000022", x: 0, y: 2, blur: 8, spread: 0 }] },
  });
  expect(Object.fromEntries(properties)).toEqual({
    "--fl-color-canvas": "#fff8ee",
    "--fl-color-text": "oklch(0.3 0.02 50)",
    "--fl-dimension-space": "9px",
    "--fl-dimension-radius-small": "64px",
    "--fl-family-body": "Charter, 'Iowan Old Style', 'Palatino Linotype', Georgia, serif",
    "--fl-shadow-raised": "0px 2px 8px 0px #00000022",
  });
});
