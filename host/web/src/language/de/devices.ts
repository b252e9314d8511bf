import type { Room } from "../catalogue";
import type { devices as english } from "../en/devices";

export const devices: Room<typeof english> = {
  "devices.title": "Geräte",
  "devices.lead": "Hier bist du angemeldet. Jedes Gerät wird sieben Tage nach der Anmeldung von selbst abgemeldet.",
  "devices.loading": "Deine Geräte werden geladen …",
  "devices.link.action": "Gerät hinzufügen",
  "devices.link": "Link für ein weiteres Gerät von dir",
  "devices.link.text": "Öffne ihn dort innerhalb von 15 Minuten; er gilt einmal. Wer ihn hat, kommt als {name} herein: Zeig ihn niemandem.",
  "devices.name": "{browser} unter {system}",
  "devices.unknown": "Unbekanntes Gerät",
  "devices.this": "Dieses Gerät",
  "devices.facts": "angemeldet {since}, endet {until}",
  "devices.end": "Abmelden",
  "devices.end.label": "{device} abmelden",
  "devices.sure": "Jetzt abmelden?",
  "devices.ended": "{device} ist abgemeldet.",
  "notice.link-made": "Für dich wurde ein Anmeldelink erzeugt",
  "notice.link-made.text": "Er ist von {name}. Wer ihn hat, kommt als du herein: Unter „Geräte“ siehst du, wer es war.",
};
