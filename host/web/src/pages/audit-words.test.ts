import { expect, test } from "vitest";
import type { Board, Package, Widget } from "../api/types";
import { namesOf } from "./audit-names";
import { inWords, manyInWords } from "./audit-words";

const entry = (action: string, detail: unknown) => ({ at: 0, actor: "Owner", action, subject: "id", detail });

test("known actions are sentences", () => {
  const installed = { name: "tasks", version: "0.1.0", digest: "ab", granted: { storage: {}, documents: { folder: "projects" } }, restored: true };
  expect(inWords(entry("widget.installed", installed))).toEqual({
    about: "tasks",
    words: "Version 0.1.0 was put on the board. It may keep data of its own, read your documents in “projects”. Earlier data of this widget came back.",
    facts: [["digest", "ab"]],
  });
  expect(inWords(entry("grants.changed", { name: "tasks", before: { storage: {} }, now: {} })).words).toBe("It may do nothing of what it asks for. Before: keep data of its own.");
  expect(inWords(entry("call.stopped", { widget: "Burner", kind: "limit.fuel", event: "refresh" }))).toEqual({
    about: "Burner",
    words: "It used up its computing budget, so it was stopped. Why it ran: it was refreshed.",
    facts: [["kind", "limit.fuel"]],
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
  const told = inWords(entry("session.created", { device: "Browser", more: 1 }));
  expect(told).toEqual({ about: "id", words: "Signed in with Browser.", facts: [["more", "1"]] });
  expect(inWords(entry("session.created", {})).words).toBe("Signed in.");
});

test("several of one action are one sentence", () => {
  expect(manyInWords("package.added", 11)).toBe("11 packages came into the gallery.");
  expect(manyInWords("new.action", 3)).toBe("3 times the same: new.action.");
});

test("what is known by an id is called by its name, and an id that has none is left to the tooltip", () => {
  const id = "01a21a3a-80fb-7e1e-9222-e95bc6c33d25";
  const nameOf = namesOf([{ id, name: "Garden" } as Board], [{ id: "w", title: "Tasks" } as Widget], [{ digest: "d", title: "Paper" } as Package]);
  const arranged = { ...entry("board.arranged", { widgets: 7 }), subject: id };
  expect(inWords(arranged, nameOf)).toEqual({ about: "Garden", words: "The widgets on the board were arranged.", facts: [] });
  expect(inWords(arranged).about).toBe("");
  expect(inWords({ ...entry("widget.put-back", {}), subject: "w" }, nameOf).about).toBe("Tasks");
  expect(inWords({ ...entry("theme.chosen", {}), subject: "d" }, nameOf).about).toBe("Paper");
  expect(inWords({ ...entry("theme.chosen", {}), subject: "none" }, nameOf)).toEqual({
    about: "",
    words: "The boards went back to the usual look.",
    facts: [],
  });
});

test("who sees a board is told before and now", () => {
  expect(inWords(entry("board.shared", { name: "Garden", shared: "use", before: "no" })).words).toBe(
    "Who sees the board was changed: the workspace, to use. Before: nobody but its owner.",
  );
});
