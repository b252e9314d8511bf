/** Numbers for a style sheet, handed over through CSSOM: the page's policy takes no style from markup. */
export function assign(element: Element | undefined, properties: Record<string, number>): void {
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) return;
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, String(value));
}
