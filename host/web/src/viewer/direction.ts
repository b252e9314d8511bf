/** Which way a language is read. */
export type Direction = "ltr" | "rtl";

/** Scripts that run from right to left. */
const LEFTWARDS: ReadonlySet<string | undefined> = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"]);

/** `locale` is a BCP 47 tag. */
export function directionOf(locale: string): Direction {
  try {
    return LEFTWARDS.has(new Intl.Locale(locale).maximize().script) ? "rtl" : "ltr";
  } catch {
    return "ltr"; // not a tag
  }
}
