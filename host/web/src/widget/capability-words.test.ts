import { expect, test } from "vitest";
import { capabilityWords, notGranted } from "./capability-words";

test("a capability is said in plain words, one of a later host by its name", () => {
  expect(capabilityWords("storage")).toBe("keep data of its own");
  expect(capabilityWords("tide-tables")).toBe("use tide-tables");
  expect(capabilityWords("other")).toBe("use other");
});

test("what the gate did not grant is a sentence; what else was refused keeps its technical words", () => {
  expect(notGranted("denied", "`documents` was not granted")).toBe("It is not allowed to read your documents.");
  expect(notGranted("guest", "`documents` was not granted")).toBe(null);
  expect(notGranted("denied", "the folder is not yours")).toBe(null);
  expect(notGranted("denied", "`tide-tables` was not granted")).toBe(null);
});
