/**
 * Words about a package in the language of the interface. The host's own are there in each; an author's are where the author translated
 * them, and else as they were written, in a language that nobody knows.
 */
import { nothing } from "lit";
import { language, locales } from "../language";

/** An author's words by language, a tag of BCP 47 such as "de" or "pt-BR". */
export type Translations<T = string> = Record<string, T>;

export function said(about: { words: string; words_in?: Record<string, string> }): string {
  return about.words_in?.[language()] ?? about.words;
}

export function saidOfAll(about: { cannot: string[]; cannot_in?: Record<string, string[]> }): string[] {
  return about.cannot_in?.[language()] ?? about.cannot;
}

export function titleOf(about: { title: string; title_in?: Translations }): string {
  return translated(about.title_in) ?? about.title;
}

/** What the author has for the language of the interface: "de" for who reads "de-AT", and "de-AT" too for who reads "de". */
export function translated<T>(all: Translations<T> | undefined): T | undefined {
  if (!all) return undefined;
  for (const wanted of [...locales(), language()]) {
    // RFC 4647, lookup: one part less each time.
    for (let tag = wanted; tag !== ""; tag = tag.slice(0, Math.max(tag.lastIndexOf("-"), 0))) {
      if (Object.hasOwn(all, tag)) return all[tag];
    }
  }
  return Object.entries(all).find(([tag]) => tag.startsWith(`${language()}-`))?.[1];
}

/** For `lang`: words that are not translated are in another language than the page, and nobody knows in which. */
export function langOf(all: Translations<unknown> | undefined): "" | typeof nothing {
  return translated(all) === undefined ? "" : nothing;
}
