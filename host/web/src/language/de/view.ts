import type { Room } from "../catalogue";
import type { view as english } from "../en/view";

export const view: Room<typeof english> = {
  "view.choose": "Auswählen…",
  "view.nothing": "—",
  "view.opens": "öffnet sich in einem neuen Tab",
  "view.rising": "steigend",
  "view.falling": "fallend",
  "view.loading": "Wird geladen",
  "view.working": "läuft",
  "view.code": "Code",
  "view.chart.table": "Als Tabelle zeigen",
  "view.chart.name": "Name",
  "view.chart.date": "Datum",
  "view.chart.none": "Noch keine Zahlen",
  "view.chart.others": "Andere ({count, number})",
  "view.chart.bar": "Balkendiagramm, {title}. {words}",
  "view.chart.line": "Liniendiagramm, {title}. {words}",
  "view.chart.area": "Flächendiagramm, {title}. {words}",
  "view.chart.pie": "Kreisdiagramm, {title}. {words}",
  "view.chart.sparkline": "Verlauf, {title}. {words}",
  "view.chart.range": "am niedrigsten {lowest} ({at}), am höchsten {highest} ({top}), zuletzt {latest}",

  "settings.reset": "Auf Vorgaben zurücksetzen",
  "settings.reset.done": "Die Vorgaben sind eingetragen. Speichern, um sie zu verwenden.",
  "settings.not-a-number": "Eine Zahl eintragen.",
  "settings.too-small": "Die kleinste Zahl hier ist {least, number}.",
  "settings.too-large": "Die größte Zahl hier ist {most, number}.",
  "settings.too-long": "Auf {most, number} Zeichen kürzen.",
};
