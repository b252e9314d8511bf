/** A notice in the reader's language. The server tells what happened and to whom; one of a kind that is not known here is told in its words. */
import type { Notice } from "../api/types";
import { t } from "../language";
import { failureWords } from "../widget/failure-words";
import { personName } from "./person-name";

export interface Words {
  title: string;
  text: string;
  /** Somebody else's words, and in which language they are; "" is unknown. */
  quote?: { text: string; lang: string };
}

export function inWords({ kind, detail, title, text }: Notice): Words {
  switch (kind) {
    case "documents-gone":
    case "documents-back":
      return { title: t(`notice.${kind}`), text: t(`notice.${kind}.text`) };
    case "member-joined": {
      const name = isolated(detail["name"]);
      return { title: t("notice.member-joined", { name }), text: t("notice.member-joined.text", { name }) };
    }
    case "link-made":
      return { title: t("notice.link-made"), text: t("notice.link-made.text", { name: isolated(personName(detail["name"] ?? "")) }) };
    case "widget-failed":
      return {
        title: t("notice.widget-failed", { title: isolated(detail["title"]) }),
        text: failureWords(detail["failure"] ?? ""),
        ...why(detail),
      };
    case "widget-suspended":
      return {
        title: t("notice.widget-suspended", { title: isolated(detail["title"]) }),
        text: t("notice.widget-suspended.text"),
        ...why(detail),
      };
    case "theme-failed":
      return { title: t("notice.theme-failed", { title: isolated(detail["title"]) }), text: t("notice.theme-failed.text"), ...why(detail) };
    default:
      return { title, text: "", quote: { text, lang: "en" } };
  }
}

/** The host gives its reasons in English; a guest's own are in any language. */
function why({ failure, why }: Notice["detail"]): Pick<Words, "quote"> {
  return why ? { quote: { text: why, lang: failure === "guest" ? "" : "en" } } : {};
}

/** A name that others chose, kept apart from the direction of the sentence around it (first strong isolate). */
function isolated(name: string | undefined): string {
  return `\u2068${name ?? ""}\u2069`;
}
