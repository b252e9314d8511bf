/** Ein Design ansehen, bevor man es anlegt. */
import type { theming as english } from "../en/theming";
import type { Room } from "../catalogue";

export const theming: Room<typeof english> = {
  "theming.preview": "Vorschau",
  "theming.preview.label": "Vorschau von {title}",
  "theming.title": "Vorschau von {title}",
  "theming.lead": "Ein Beispiel in diesem Theme: So sähen deine Boards aus. Die Seiten, auf denen du entscheidest, behalten ihr Aussehen.",
  "theming.light": "Hell",
  "theming.dark": "Dunkel",
  "theming.loading": "Wird anprobiert …",
  "theming.apply": "Anwenden",
  "theming.cancel": "Abbrechen",
  "theming.applied": "{title} liegt auf deinem Board.",
  "theming.unusable": "Dieses Theme kann nicht verwendet werden",
  "theming.tokens": "Tokens herunterladen",
  "theming.tokens.label": "Tokens herunterladen: {title}",
  "theming.sample.title": "Herbstmarkt",
  "theming.sample.text": "Elf Stände sind vergeben.",
  "theming.sample.muted": "Vor einer Stunde geändert",
  "theming.sample.check": "Laternen bestellen",
  "theming.sample.stat": "Besucher",
  "theming.sample.open": "Öffnen",
  "theming.sample.later": "Später",
  "theming.sample.good": "Fertig",
  "theming.sample.warning": "Bald",
  "theming.sample.danger": "Zu spät",
  "theming.sample.accent": "Neu",
};
