/** Client-side navigation over the history API. Paths are the server's: it answers each of them with index.html. */

export type Route =
  | { page: "board"; board: string | null }
  | { page: "gallery" }
  | { page: "install"; digest: string }
  | { page: "activity" }
  | { page: "sign-in" }
  | { page: "not-found" };

export function routeOf(path: string): Route {
  const [first = "", second = "", ...rest] = path.split("/").slice(1).map(decode);
  if (rest.length > 0) return { page: "not-found" };
  if (second === "") {
    if (first === "") return { page: "board", board: null };
    if (first === "gallery" || first === "activity" || first === "sign-in") return { page: first };
  }
  if (first === "install" && second !== "") return { page: "install", digest: second };
  if (first === "boards" && second !== "") return { page: "board", board: second };
  return { page: "not-found" };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Dispatches `navigate` after the address changed. */
export const navigation = new EventTarget();

export function navigate(path: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", path);
  else history.replaceState(null, "", path);
  scrollTo(0, 0);
  navigation.dispatchEvent(new Event("navigate"));
}

/** Turn plain clicks on the page's own links into navigation; everything else is left to the browser. */
export function startRouter(): void {
  addEventListener("popstate", () => navigation.dispatchEvent(new Event("navigate")));
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((target): target is HTMLAnchorElement => target instanceof HTMLAnchorElement);
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (link.hash || link.pathname.startsWith("/api/") || link.pathname.startsWith("/assets/")) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) navigate(link.pathname + link.search);
  });
}
