/** What the host says about a package, in the language of the interface. Without a translation it is the English original. */
import { language } from "../language";

export function said(about: { words: string; words_in?: Record<string, string> }): string {
  return about.words_in?.[language()] ?? about.words;
}

export function saidOfAll(about: { cannot: string[]; cannot_in?: Record<string, string[]> }): string[] {
  return about.cannot_in?.[language()] ?? about.cannot;
}
