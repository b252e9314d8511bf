/**
 * The language of the interface: the browser's wish, unless the person chose here. `t` says a message, `rich` one with elements in it.
 * Whoever draws messages and stays on the screen is a `LightElement` or has a `Translated` controller, and is drawn again when the
 * language changes.
 *
 * To add a message: a line in `language/en/`, the same line in each other language. To add a language: a folder beside `language/de/`
 * and a line in `LANGUAGES`.
 */
import IntlMessageFormat from "intl-messageformat";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { en } from "./language/en";
import type { Catalogue, Key, Values } from "./language/catalogue";
import { directionOf, type Direction } from "./viewer/direction";

export type { Key } from "./language/catalogue";
export type Language = "en" | "de";

interface Known {
  /** In its own words. */
  name: string;
  dir: Direction;
  load(): Promise<Catalogue>;
}

export const LANGUAGES: Record<Language, Known> = {
  en: { name: "English", dir: "ltr", load: () => Promise.resolve(en) },
  de: { name: "Deutsch", dir: "ltr", load: () => import("./language/de").then((module) => module.de) },
};

const CHOICE = "fanlight-language";
const MIRROR = "fanlight-direction";

/** Dispatches `change` when the language or the direction is another one than before. */
export const speech = new EventTarget();

let current: Language = "en";
let catalogue: Catalogue = en;
let formats = new Map<Key, IntlMessageFormat>();
/** In a page of another app: what that says of its language and direction holds, and stays as it is. */
let visiting = false;

export function language(): Language {
  return current;
}

/** BCP 47 tags for dates and numbers, best first: the browser's own of this language, with their regions, or the language itself. */
export function locales(): readonly string[] {
  const own = wishes().filter((tag) => base(tag) === current);
  return own.length > 0 ? own : [current];
}

/** A message as text. */
export function t<K extends Key>(key: K, ...values: Values<K, string | number>): string {
  return String(said(key, values[0] as Record<string, string | number> | undefined));
}

/** A message for a template: its values may be templates. */
export function rich<K extends Key>(key: K, ...values: Values<K, unknown>): unknown {
  return said(key, values[0] as Record<string, never> | undefined);
}

/** What ICU MessageFormat gives a meaning. Most messages have none of it, and a formatter is dear to build. */
const SYNTAX = /[{}']/;

function said(key: Key, values: Record<string, never> | Record<string, string | number> | undefined): unknown {
  const text: string | undefined = catalogue[key];
  if (text !== undefined && !SYNTAX.test(text)) return text;
  return formatted(key).format<unknown>(values);
}

function formatted(key: Key): IntlMessageFormat {
  let found = formats.get(key);
  if (!found) {
    found = new IntlMessageFormat(catalogue[key], [...locales()], undefined, { ignoreTag: true });
    formats.set(key, found);
  }
  return found;
}

/** What the person chose, or null for the browser's wish. */
export function chosenLanguage(): Language | null {
  const stored = visiting ? null : read(CHOICE);
  return stored !== null && isKnown(stored) ? stored : null;
}

/** What the person chose, or the page of another app did, or null. */
export function chosenDirection(): Direction | null {
  if (visiting) return getComputedStyle(document.documentElement).direction === "rtl" ? "rtl" : "ltr";
  const stored = read(MIRROR);
  return stored === "rtl" || stored === "ltr" ? stored : null;
}

/**
 * Of the page and of every widget in it. Without a choice it is that of the browser's first language, also where the interface does not
 * speak that and is in English: who reads from right to left begins at the right, and a page that ran the other way than the widgets on
 * it would be read neither way. English sentences still run as English does.
 */
export function direction(): Direction {
  const chosen = chosenLanguage();
  return chosenDirection() ?? (chosen ? LANGUAGES[chosen].dir : directionOf(wishes()[0] ?? current));
}

/** Speak the chosen language, or the first of the browser's that there is. Only the app calls this. */
export function startLanguage(): Promise<void> {
  return speak(chosenLanguage() ?? wished());
}

/** In a page of another app: speak its language if that is known here, now and when it is another one. */
export function startVisiting(): Promise<void> {
  visiting = true;
  new MutationObserver(() => void speak(wished())).observe(document.documentElement, { attributeFilter: ["lang", "dir"] });
  return speak(wished());
}

/** BCP 47 tags, best first: the browser's, and before them that of the page of another app. */
export function wishes(): readonly string[] {
  if (typeof navigator === "undefined") return []; // there is no browser
  const { lang } = document.documentElement;
  return visiting && lang !== "" ? [lang, ...navigator.languages] : navigator.languages;
}

export function chooseLanguage(next: Language | null): Promise<void> {
  write(CHOICE, next);
  return speak(next ?? wished());
}

/** For those who read another way than the language does; null follows the language. */
export function chooseDirection(next: Direction | null): void {
  write(MIRROR, next);
  mark();
}

function wished(): Language {
  return wishes().map(base).find(isKnown) ?? "en";
}

async function speak(next: Language): Promise<void> {
  catalogue = await LANGUAGES[next].load();
  current = next;
  formats = new Map();
  mark();
}

function mark(): void {
  if (!visiting) {
    document.documentElement.lang = locales()[0] ?? current;
    document.documentElement.dir = direction();
  }
  speech.dispatchEvent(new Event("change"));
}

function base(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}

function isKnown(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be switched off, or there may be no browser
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** Draws its element again when the language changes. */
export class Translated implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }
  hostConnected(): void {
    speech.addEventListener("change", this.#changed);
  }
  hostDisconnected(): void {
    speech.removeEventListener("change", this.#changed);
  }
  #changed = (): void => this.host.requestUpdate();
}
