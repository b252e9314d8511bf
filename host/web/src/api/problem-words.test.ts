import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { chooseLanguage } from "../language";
import { translated } from "./problem-words";

// The language is told to the page, and there is none here.
beforeAll(() => vi.stubGlobal("document", { documentElement: {} }));
afterAll(() => vi.unstubAllGlobals());

const gone = { type: "urn:fanlight:problem:not-found", title: "Not found", status: 404, detail: "There is no such board here.", hint: "Load the list again." };

test("in English, a problem is told by the server, which names what it is about", () => {
  expect(translated(gone)).toEqual(gone);
});

test("in another language it is told by its type, and no English is left beside it", async () => {
  await chooseLanguage("de");
  expect(translated(gone)).toEqual({ type: gone.type, status: 404, title: "Das gibt es hier nicht mehr, oder nicht für dich." });
  const refused = { type: "urn:fanlight:problem:package", title: "The package was refused", status: 422, detail: "this is not WebAssembly" };
  expect(translated(refused)).toEqual(refused);
  expect(translated({ title: "?", status: 502 })).toEqual({ title: "?", status: 502 });
});
