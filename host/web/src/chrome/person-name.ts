/** What somebody is called. The names that the server gives by itself are said in the reader's language. */
import { t } from "../language";

export function personName(name: string): string {
  return name === OWNER ? t("members.owner") : name;
}

/** Of whoever did something: also the server itself. */
export function actorName(name: string): string {
  return name === "system" ? t("members.system") : personName(name);
}

/** It says the role already. */
export function isUnnamed(name: string): boolean {
  return name === OWNER;
}

/** Until the owner is given a name; see `host/store`. */
const OWNER = "Owner";
