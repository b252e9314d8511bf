/**
 * What a message is. A message is text in ICU MessageFormat: `{name}` is filled in, `{count, plural, one {…} other {…}}` follows the
 * language's own rules. The English catalogue is the list of messages; every other language has the same keys, or does not compile.
 */
import type { en } from "./en";

export type Key = keyof typeof en;
/** A whole catalogue of another language. */
export type Catalogue = Record<Key, string>;
/** One room of a catalogue, such as `en/boards.ts`, in another language. */
export type Room<English> = { readonly [name in keyof English]: string };

type Space = " " | "\n";
type Formatted = "plural" | "select" | "selectordinal" | "number" | "date" | "time";

/** The name at the beginning of what follows a brace; never for the branch of a plural. */
type Name<After extends string> = After extends `${infer Inside}}${string}`
  ? Inside extends `${infer Named},${Space}${Formatted}${string}`
    ? Named
    : Inside extends `${string}${Space | "#" | "{" | ","}${string}` | ""
      ? never
      : Inside
  : never;

/** Names of what is to be filled in, such as "name" | "count". */
export type Names<Text extends string> = Text extends `${string}{${infer After}` ? Name<After> | Names<After> : never;

/** The arguments after the key: nothing, or an object with a value for each name. */
export type Values<K extends Key, Value> = [Names<(typeof en)[K]>] extends [never] ? [] : [values: Record<Names<(typeof en)[K]>, Value>];
