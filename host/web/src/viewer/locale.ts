/**
 * How a widget's dates, numbers and lines run: as the viewer reads, who may read a language that the interface does not speak.
 * What the person chose here goes first, for both.
 */
import { chosenDirection, chosenLanguage, direction, locales, wishes, type Direction } from "../language";

/** BCP 47 tags, best first. */
export function viewerLocales(): readonly string[] {
  if (typeof navigator === "undefined" || chosenLanguage() !== null) return locales();
  return wishes().length > 0 ? wishes() : locales();
}

/** Scripts that run from right to left. */
const LEFTWARDS: ReadonlySet<string | undefined> = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"]);

export function directionOf(locale: string): Direction {
  try {
    return LEFTWARDS.has(new Intl.Locale(locale).maximize().script) ? "rtl" : "ltr";
  } catch {
    return "ltr"; // not a tag
  }
}

export function viewerDirection(): Direction {
  if (chosenDirection() !== null || chosenLanguage() !== null) return direction();
  return directionOf(viewerLocales()[0] ?? "en");
}
