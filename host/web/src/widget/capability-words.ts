/** What each capability lets a widget do, in words that follow “may”. The names are the host's, see docs/MANIFEST.md. */
import { t, type Key } from "../language";
import { en } from "../language/en";

/** One that is not known here keeps its name. */
export function capabilityWords(name: string): string {
  const key = `capability.${name}`;
  return Object.hasOwn(en, key) && key !== "capability.other" ? t(key as Capability) : t("capability.other", { name });
}

/** A failure for want of a permission as a sentence, or null for another one: the gate says what was not granted. */
export function notGranted(kind: string, message: string): string | null {
  const name = kind === "denied" ? /^`([a-z-]+)` was not granted$/.exec(message)?.[1] : undefined;
  const key = `denied.${name}`;
  return Object.hasOwn(en, key) ? t(key as Denied) : null;
}

type Capability = Exclude<Extract<Key, `capability.${string}`>, "capability.other">;
type Denied = Extract<Key, `denied.${string}`>;
