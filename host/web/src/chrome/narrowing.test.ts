import { expect, test } from "vitest";
import type { Permission, Scope } from "../api/types";
import { decisionFor, narrowedTo, scopeOf, withOrigin } from "./narrowing";

const asked = (scope: Scope, narrowable = true): Permission => ({ capability: "c", reason: "", words: "", scope, narrowable, risk: "low" });
const [a, b, c] = ["https://a.org", "https://b.org", "https://c.org"];
const links = asked({ origins: [a, b, c] });

test("all that is declared, until somebody chooses less", () => {
  const all = decisionFor(links);
  expect(scopeOf(links, all)).toEqual({ origins: [a, b, c] });
  expect(narrowedTo(links, all)).toBeNull();
  const less = withOrigin(links, all, b, false);
  expect(less).toMatchObject({ on: true, origins: [a, c] });
  expect(narrowedTo(links, less)).toBe("a.org, c.org");
  expect(scopeOf(links, less)).toEqual({ origins: [a, c] });
  // In the order of the manifest, whatever the order of the clicks.
  expect(withOrigin(links, less, b, true).origins).toEqual([a, b, c]);
});

test("without its last site it is off, and on again with what is chosen then", () => {
  const one = decisionFor(links, { granted: true, scope: { origins: [b] } });
  expect(one.origins).toEqual([b]);
  const none = withOrigin(links, one, b, false);
  expect(none).toMatchObject({ on: false, origins: [a, b, c] });
  expect(withOrigin(links, none, c, true)).toMatchObject({ on: true, origins: [c] });
});

test("one site is no choice, and what is not known here is handed back as it came", () => {
  const single = asked({ origins: [a] });
  expect(decisionFor(single)).toEqual({ on: true, folder: null, origins: null });
  expect(scopeOf(single, decisionFor(single))).toEqual({ origins: [a] });
  const more = asked({ origins: [a, b], paths: ["/x"] });
  expect(decisionFor(more).origins).toBeNull();
  expect(scopeOf(more, decisionFor(more))).toEqual(more.scope);
  const fixed = asked({ folder: "x" }, false);
  expect(decisionFor(fixed).folder).toBeNull();
});

test("a folder narrows to what is within", () => {
  const documents = asked({});
  const decision = decisionFor(documents, { granted: true, scope: { folder: "projects" } });
  expect(scopeOf(documents, decision)).toEqual({ folder: "projects" });
  expect(narrowedTo(documents, decision)).toBe("projects");
  expect(narrowedTo(asked({ folder: "projects" }), decision)).toBeNull();
});
