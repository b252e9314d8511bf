/** Why a widget was run, for those who read what it did. The names are the contract's, see `bridge-api/wit`. */
import { t, type Key } from "../language";
import { en } from "../language/en";

/** An event that is not known here keeps its name. */
export function eventWords(event: string): string {
  const key = `event.${event}`;
  return Object.hasOwn(en, key) ? t(key as EventKey) : event;
}

type EventKey = Extract<Key, `event.${string}`>;
