/** What the menus of appearance and account offer. */
import { notify } from "../announce";
import { asProblem } from "../api/http";
import type { Account } from "../api/types";
import { chooseDirection, chooseLanguage, chosenLanguage, direction, LANGUAGES, t, type Language } from "../language";
import { choice, choose, type SchemeChoice } from "../viewer/scheme";
import type { IconName } from "./icons";
import type { MenuItem } from "./menu";
import { personName } from "./person-name";

export type AccountDialog = "devices" | "kept" | "members" | "names";

const SCHEMES: Record<SchemeChoice, IconName> = { system: "system", light: "sun", dark: "moon" };

export function schemeIcon(): IconName {
  return SCHEMES[choice()];
}

export function schemeItems(chosen: () => void): MenuItem[] {
  return (Object.keys(SCHEMES) as SchemeChoice[]).map((name) => ({
    kind: "action",
    label: t(`shell.scheme.${name}`),
    icon: SCHEMES[name],
    chosen: choice() === name,
    run: () => {
      choose(name);
      chosen();
    },
  }));
}

export function accountItems(account: Account | null, show: (dialog: AccountDialog) => void, signOut: () => void): MenuItem[] {
  const members: MenuItem[] =
    account?.role === "owner" ? [{ kind: "action", label: t("shell.members"), icon: "people", run: () => show("members") }] : [];
  return [
    { kind: "label", label: account ? `${personName(account.name)} · ${account.workspace.name}` : "" },
    { kind: "action", label: t("shell.names"), icon: "pencil", run: () => show("names") },
    ...members,
    { kind: "action", label: t("shell.devices"), icon: "device", run: () => show("devices") },
    { kind: "action", label: t("shell.kept"), icon: "box", run: () => show("kept") },
    { kind: "separator" },
    { kind: "label", label: t("shell.language") },
    { kind: "action", label: t("shell.language.browser"), icon: "language", chosen: chosenLanguage() === null, run: () => speak(null) },
    ...(Object.keys(LANGUAGES) as Language[]).map(
      (tag): MenuItem => ({
        kind: "action",
        label: LANGUAGES[tag].name,
        lang: tag,
        icon: "language",
        chosen: chosenLanguage() === tag,
        run: () => speak(tag),
      }),
    ),
    {
      kind: "action",
      label: t("shell.mirror"),
      icon: "mirror",
      checked: direction() === "rtl",
      run: () => chooseDirection(direction() === "rtl" ? "ltr" : "rtl"),
    },
    { kind: "separator" },
    { kind: "action", label: t("shell.sign-out"), icon: "back", run: signOut },
  ];
}

function speak(language: Language | null): void {
  chooseLanguage(language).catch((error: unknown) => notify(asProblem(error).title));
}
