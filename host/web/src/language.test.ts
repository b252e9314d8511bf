import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { LANGUAGES, t } from "./language";
import { en } from "./language/en";

/** Names of what is filled in, branches of plurals included. */
function names(elements: MessageFormatElement[]): string[] {
  const found = elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const branches = "options" in element && element.options ? Object.values(element.options).flatMap((option) => names(option.value)) : [];
    return [element.value, ...branches];
  });
  return [...new Set(found)].sort();
}

const read = (text: string) => names(parse(text, { ignoreTag: true }));

for (const [tag, language] of Object.entries(LANGUAGES)) {
  test(`${tag}: every message is there, parses and is filled in with the same values`, async () => {
    const catalogue = await language.load();
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(catalogue)) {
      expect(text.trim(), key).not.toBe("");
      expect(read(text), key).toEqual(read(en[key as keyof typeof en]));
    }
  });
}

for (const [tag, language] of Object.entries(LANGUAGES)) {
  test(`${tag}: a message without anything to fill in is what it says, as ICU MessageFormat reads it too`, async () => {
    const plain = Object.values(await language.load()).filter((text) => !/[{}']/.test(text));
    expect(plain.length).toBeGreaterThan(100);
    for (const text of plain) expect(parse(text, { ignoreTag: true })).toMatchObject([{ type: TYPE.literal, value: text }]);
  });
}

test("messages are filled in, and numbers follow the language", () => {
  expect(t("board.count", { count: 0 })).toBe("no widgets");
  expect(t("board.count", { count: 1 })).toBe("1 widget");
  expect(t("board.count", { count: 1200 })).toBe("1,200 widgets");
  expect(t("remove.title", { title: "A {b} <c>" })).toBe("Remove A {b} <c>?");
  expect(t("widget.loading")).toBe(en["widget.loading"]);
});

test("what is missing does not compile", () => {
  // @ts-expect-error there is no such message
  expect(() => t("no.such.message")).toThrow();
  // @ts-expect-error the message needs a title
  expect(() => t("remove.title")).toThrow();
});
