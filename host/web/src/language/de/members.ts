import type { Room } from "../catalogue";
import type { members as english } from "../en/members";

export const members: Room<typeof english> = {
  "members.title": "Mitglieder",
  "members.lead": "Wen du einlädst, sieht die geteilten Boards und bekommt eigene. Wer nicht mehr hereinkommt, braucht einen neuen Link.",
  "members.loading": "Mitglieder werden geladen …",
  "members.invite": "Jemanden einladen",
  "members.name": "Name",
  "members.invite.action": "Link erzeugen",
  "members.link": "Link für {name}",
  "members.link.text": "Er gilt einmal, innerhalb von 24 Stunden. Wer ihn hat, kommt als {name} herein: Gib ihn persönlich weiter.",
  "members.copy": "Kopieren",
  "members.copied": "Der Link ist kopiert.",
  "members.copy.failed": "Er ließ sich nicht von selbst kopieren. Er ist markiert: Kopiere ihn mit der Tastatur.",
  "members.owner": "Inhaber",
  "members.system": "System",
  "members.member": "Mitglied",
  "members.invited": "Eingeladen",
  "members.you": "Du",
  "members.seen": "zuletzt gesehen {when}",
  "members.never": "war noch nicht da",
  "members.again": "Neuer Link",
  "members.again.label": "Neuer Link für {name}",
  "members.remove": "Entfernen",
  "members.remove.label": "{name} entfernen",
  "members.sure": "Endgültig entfernen?",
  "members.removed": "{name} wurde entfernt und überall abgemeldet.",
};
