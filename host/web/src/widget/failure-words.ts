/** What each kind of failure means to the person at the board. The kinds are the contract's, see docs of the CLI. */
import { t, type Key } from "../language";
import { en } from "../language/en";

export function failureWords(kind: string): string {
  const key = `failure.${kind}`;
  return t(Object.hasOwn(en, key) ? (key as Failure) : "failure.other");
}

type Failure = Extract<Key, `failure.${string}`>;
