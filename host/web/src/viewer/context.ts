/** What is told to a widget about its viewer: nothing that identifies them, only what a view is drawn for. */
import type { ViewerContext } from "../api/types";
import { direction } from "../language";
import { viewerLocales } from "./locale";
import { contrast, scheme } from "./scheme";

/** Below 320, below 640, and from 640 CSS pixels, as in the WIT. */
export function sizeOf(width: number): ViewerContext["size"] {
  return width < 320 ? "small" : width < 640 ? "medium" : "large";
}

export function viewerContext(size: ViewerContext["size"]): ViewerContext {
  return {
    // A widget may speak a language that the interface does not.
    locale: viewerLocales()[0] ?? navigator.language,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    utc_offset: -new Date().getTimezoneOffset(),
    direction: direction(),
    scheme: scheme(),
    contrast: contrast(),
    size,
  };
}
