/** Light or dark: the system's wish, unless the person chose here. The choice stays in this browser. */

export type SchemeChoice = "system" | "light" | "dark";
const KEY = "fanlight-scheme";
const dark = matchMedia("(prefers-color-scheme: dark)");
const more = matchMedia("(prefers-contrast: more)");

/** Dispatches `change` when scheme or contrast is another one than before. */
export const appearance = new EventTarget();

export function choice(): SchemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system"; // storage may be switched off
  }
}

export function choose(next: SchemeChoice): void {
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // The choice then lasts as long as the page.
  }
  apply(next);
  appearance.dispatchEvent(new Event("change"));
}

export function scheme(): "light" | "dark" {
  if (visiting) return schemeOf(said(), dark.matches);
  const chosen = document.documentElement.dataset["scheme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return dark.matches ? "dark" : "light";
}

export function contrast(): "standard" | "more" {
  return more.matches ? "more" : "standard";
}

function apply(next: SchemeChoice): void {
  if (next === "system") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = next;
}

/** Only the app calls this: a page of another app keeps its own scheme. */
export function startAppearance(): void {
  apply(choice());
}

/** In a page of another app: its `color-scheme` holds, now and when it is another one. */
export function startVisiting(): void {
  visiting = true;
  let before = scheme();
  new MutationObserver(() => {
    const now = scheme();
    if (now === before) return;
    before = now;
    appearance.dispatchEvent(new Event("change"));
  }).observe(document.documentElement, { attributes: true });
}
let visiting = false;

/** The `color-scheme` of the page, of its style sheets or of its `meta` element. */
function said(): string {
  const style = getComputedStyle(document.documentElement).colorScheme;
  return style !== "normal" ? style : (document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? style);
}

/** What `light-dark()` takes for a `color-scheme`, where the system may wish it dark. */
export function schemeOf(said: string, dark: boolean): "light" | "dark" {
  const words = said.split(/\s+/);
  if (!words.includes("dark")) return "light";
  return words.includes("light") && !dark ? "light" : "dark";
}

dark.addEventListener("change", () => appearance.dispatchEvent(new Event("change")));
more.addEventListener("change", () => appearance.dispatchEvent(new Event("change")));
