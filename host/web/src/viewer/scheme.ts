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

/** Only the app calls this: an embedding page keeps its own scheme. */
export function startAppearance(): void {
  apply(choice());
}

dark.addEventListener("change", () => appearance.dispatchEvent(new Event("change")));
more.addEventListener("change", () => appearance.dispatchEvent(new Event("change")));
