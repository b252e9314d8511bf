import { expect, test } from "vitest";
import { inWords } from "./audit-words";

const entry = (action: string, detail: unknown) => ({ at: 0, actor: "Owner", action, subject: "id", detail });

test("known actions are sentences", () => {
  const installed = { name: "tasks", version: "0.1.0", digest: "ab", granted: { storage: {}, documents: { folder: "projects" } }, restored: true };
  expect(inWords(entry("widget.installed", installed))).toEqual({
    about: "tasks",
    words: "Version 0.1.0 was put on the board. It may use storage, documents in “projects”. Earlier data of this widget came back.",
    facts: [["digest", "ab"]],
  });
  expect(inWords(entry("grants.changed", { name: "tasks", before: { storage: {} }, now: {} })).words).toBe("It may use nothing. Before: storage.");
  expect(inWords(entry("call.stopped", { widget: "Burner", kind: "limit.fuel", event: "refresh" }))).toEqual({
    about: "Burner",
    words: "It was stopped at a limit, limit.fuel (refresh).",
    facts: [],
  });
});

test("a package that ends processes is told with the reason", () => {
  const told = inWords(entry("package.suspended", { name: "tasks", version: "0.1.0", why: "Two processes ended." }));
  expect(told).toEqual({
    about: "tasks",
    words: "Version 0.1.0 is not run again, until it is resumed or the server starts anew. Two processes ended.",
    facts: [],
  });
});

test("unknown actions are told by their facts, and nothing is raw JSON", () => {
  const told = inWords(entry("new.action", { name: "x", deep: { a: 1, b: { c: false } }, none: null }));
  expect(told).toEqual({ about: "x", words: "", facts: [["deep a", "1"], ["deep b c", "false"]] });
  expect(inWords(entry("new.action", null))).toEqual({ about: "id", words: "", facts: [] });
});

test("what a known action says beyond its sentence is shown", () => {
  expect(inWords(entry("session.created", { device: "Browser" }))).toEqual({ about: "id", words: "Signed in.", facts: [["device", "Browser"]] });
});
