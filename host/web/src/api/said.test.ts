import { afterEach, expect, test, vi } from "vitest";
import { chooseLanguage } from "../language";
import { langOf, titleOf, translated } from "./said";
import { nothing } from "lit";

const browser = (...languages: string[]) => {
  vi.stubGlobal("navigator", { languages });
  vi.stubGlobal("document", { documentElement: {} });
};

afterEach(() => vi.unstubAllGlobals());

async function of(languages: string[], all: Record<string, string>): Promise<string | undefined> {
  browser(...languages);
  await chooseLanguage(null);
  return translated(all);
}

test("the nearest translation is taken, and none where there is none", async () => {
  expect(await of(["de-AT"], { de: "de" })).toBe("de");
  expect(await of(["de-AT"], { de: "de", "de-AT": "at" })).toBe("at");
  expect(await of(["de-AT", "de-CH"], { "de-CH": "ch" })).toBe("ch");
  expect(await of(["de"], { "de-CH": "ch" })).toBe("ch");
  expect(await of(["de-AT"], { en: "en", fr: "fr", den: "den" })).toBeUndefined();
  // The interface does not speak French, so it is in English, and what an author has in French would stand alone in it.
  expect(await of(["fr", "de"], { fr: "fr", de: "de" })).toBe("de");
  expect(await of(["fr"], { fr: "fr", de: "de" })).toBeUndefined();
  expect(await of(["en-GB"], { en: "en" })).toBe("en");
});

test("a title is the author's in this language or the original, and only that has an unknown language", async () => {
  browser("de-DE");
  await chooseLanguage(null);
  const tasks = { title: "Tasks", title_in: { de: "Aufgaben" } };
  expect([titleOf(tasks), langOf(tasks.title_in)]).toEqual(["Aufgaben", nothing]);
  expect([titleOf({ title: "Tasks" }), langOf(undefined)]).toEqual(["Tasks", ""]);
  await chooseLanguage("en");
  expect([titleOf(tasks), langOf(tasks.title_in)]).toEqual(["Tasks", ""]);
  await chooseLanguage(null);
});
