/** Say a result to screen readers, politely, without moving the focus. */

// There from the start: some screen readers miss what comes into the page together with its region.
const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("role", "status");
region.setAttribute("aria-live", "polite");
document.body.append(region);

export function announce(message: string): void {
  // The same text twice is said twice only if it was gone in between.
  region.textContent = "";
  setTimeout(() => (region.textContent = message), 60);
}
