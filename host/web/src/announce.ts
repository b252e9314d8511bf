/** Say a result to screen readers, politely, without moving the focus; and to everybody, if it is nothing that the page shows anyway. */

// There from the start: some screen readers miss what comes into the page together with its region.
const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("role", "status");
region.setAttribute("aria-live", "polite");
document.body.append(region);

/** How long a note stays in sight, in milliseconds. */
const IN_SIGHT = 8_000;
let hide: ReturnType<typeof setTimeout> | undefined;

export function announce(message: string): void {
  clearTimeout(hide);
  region.className = "visually-hidden";
  // The same text twice is said twice only if it was gone in between.
  region.textContent = "";
  setTimeout(() => (region.textContent = message), 60);
}

/** The same, in sight for a while. */
export function notify(message: string): void {
  announce(message);
  region.className = "toast";
  hide = setTimeout(() => (region.className = "visually-hidden"), IN_SIGHT);
}
