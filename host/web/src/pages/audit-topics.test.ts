import { expect, test } from "vitest";
import type { AuditEntry } from "../api/types";
import { together, topicOf } from "./audit-topics";

test("an action has a topic, also one that is not known here", () => {
  expect(["call.denied", "widget.suspended", "grant.revoked", "session.created", "theme.chosen", "new.action"].map(topicOf)).toEqual([
    "stopped", "stopped", "permissions", "people", "boards", "widgets",
  ]);
});

test("three of one action by one person are together, two are not, and nothing is lost", () => {
  const entries = "aaabbAac".split("").map((each, at) => ({ seq: at, actor: each === "A" ? "Ada" : "Owner", action: each.toLowerCase() }) as AuditEntry);
  expect(together(entries).map((run) => run.map((entry) => entry.seq))).toEqual([[0, 1, 2], [3], [4], [5], [6], [7]]);
});
