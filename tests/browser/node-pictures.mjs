/** The pictures of docs/NODES.md: each example as the client draws it. */
import { mkdir } from "node:fs/promises";
import { gathered, image, sections, show } from "./nodes.mjs";

/** Room around a node, in pixels; a card of the view has a little more. */
const MARGIN = 12;

/** `page` is a board that has a widget; `take(page, path, clip)` writes a picture. */
export async function takeNodes(page, repository, take) {
  await mkdir(`${repository}docs/pictures/nodes`, { recursive: true });
  const examples = (await sections()).flatMap((section) => section.examples);
  const view = gathered(examples);
  await show(page.context(), () => ({ ...view, children: view.children.map((card) => ({ ...card, title: null })) }), image);
  await page.goto("/");
  const cards = page.locator("fanlight-widget").first().locator(".view > .group > .card");
  await cards.nth(examples.length - 1).waitFor();
  // A narrow window has the navigation as a bar at its foot: a picture of the whole page would show it somewhere in the middle.
  await page.locator(".nav").evaluate((nav) => nav.style.setProperty("display", "none"));
  // All of it at once, and not what a board has room for.
  await page.locator("fanlight-widget").first().evaluate((element) => element.style.setProperty("--fanlight-tallest", "none"));
  for (const [at, { picture }] of examples.entries()) {
    await cards.nth(at).scrollIntoViewIfNeeded(); // images are loaded when they come near
    await cards.nth(at).evaluate((card) => Promise.all([...card.querySelectorAll("img")].map((image) => image.decode())));
    await page.evaluate(() => scrollTo(0, 0));
    const { x, y, width, height } = await cards.nth(at).locator(":scope > *").first().boundingBox();
    const clip = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
    await take(page, `docs/pictures/nodes/${picture}.png`, clip);
  }
}
