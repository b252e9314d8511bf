/**
 * How a widget's dates and numbers are written: as the viewer reads, who may read a language that the interface does not speak.
 * A language that the person chose here goes first.
 */
import { chosenLanguage, locales, wishes } from "../language";

/** BCP 47 tags, best first. */
export function viewerLocales(): readonly string[] {
  if (chosenLanguage() !== null) return locales();
  return wishes().length > 0 ? wishes() : locales();
}
