/** Takes the pictures of the README, of the sample packages and of docs/NODES.md: `FANLIGHT_PICTURES=1 tests/browser/run`. */
import { mkdir, stat } from "node:fs/promises";
import { openBrowser, openWindow, until } from "./browser.mjs";
import { takeNodes } from "./node-pictures.mjs";
import { Server } from "./server.mjs";
import { addTask, install, review, signIn, wear, widget } from "./person.mjs";

const repository = new URL("../../", import.meta.url).pathname;
/** Largest picture, in bytes. */
const LARGEST = 250 * 1024;
/** Size of a package's picture. */
const PACKAGE = { width: 640, height: 400 };
const DESK = { viewport: { width: 912, height: 760 }, reducedMotion: "reduce" };
/** The page's margin and the widget's border, on both sides. */
const AROUND = 2 * (16 + 1);

/** A time zone in which it is `hour` o'clock now: a theme that follows the day then looks the same in every run. */
function zoneAt(hour) {
  const east = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // The names of these zones count westwards.
  return { timezoneId: east === 0 ? "Etc/GMT" : `Etc/GMT${east > 0 ? "-" : "+"}${Math.abs(east)}` };
}

async function take(page, path, clip) {
  await page.evaluate(() => document.activeElement?.blur?.());
  await page.mouse.move(0, 0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  await page.screenshot({ path: repository + path, ...(clip ? { clip, fullPage: true } : {}) });
  const { size } = await stat(repository + path);
  console.log(`${path}  ${Math.round(size / 1024)} KiB`);
  if (size > LARGEST) throw new Error(`${path} is larger than ${LARGEST} bytes`);
}

/** What a widget itself draws, without the host's frame, in the size of a package's picture. */
async function crop(card) {
  const { x, y } = await card.locator(".body").boundingBox();
  return { x, y, ...PACKAGE };
}

async function ready(page) {
  await page.goto("/");
  await widget(page, "Tasks").getByRole("checkbox").first().waitFor();
  await widget(page, "Notes insight").getByText("Words").waitFor();
  await page.evaluate(() => document.fonts.ready);
}

const server = await Server.start();
const browser = await openBrowser();
try {
  await mkdir(`${repository}docs/pictures`, { recursive: true });
  const { page, context } = await openWindow(browser, server, { ...DESK, colorScheme: "light" });
  await signIn(page, server);
  await page.goto("/gallery");
  await page.getByRole("heading", { name: "Bring your own" }).waitFor();
  await until("every picture of a package", () => page.evaluate(() => [...document.images].slice(0, 2).every((image) => image.complete)));
  await take(page, "docs/pictures/gallery.png");
  await review(page, "Notes insight");
  await take(page, "docs/pictures/consent.png");

  await install(page, "Tasks");
  await page.getByRole("button", { name: "Got it" }).click();
  const tasks = widget(page, "Tasks");
  for (const title of ["Water the ferns", "Call Ada about the lease", "Order larch for the lockers", "Post the letter", "Book the hall"]) {
    await addTask(tasks, title);
  }
  for (const title of ["Post the letter", "Book the hall"]) {
    await tasks.getByRole("checkbox", { name: title }).check();
    await until("it is done", async () => (await tasks.getByRole("progressbar").count()) === 0);
  }
  await tasks.getByText("2 done").waitFor();
  await install(page, "Notes insight");
  await ready(page);
  await take(page, "docs/pictures/board.png");

  const state = await context.storageState();
  const another = async (options) => {
    const window = await openWindow(browser, server, { ...DESK, ...options, storageState: state });
    await ready(window.page);
    return window.page;
  };
  await take(await another({ colorScheme: "dark" }), "docs/pictures/board-dark.png");
  await take(await another({ colorScheme: "light", viewport: { width: 390, height: 800 } }), "docs/pictures/board-phone.png");

  // A package's picture: the widget as it lives, wide enough to fill it.
  for (const name of ["tasks", "notes-insight"]) {
    const title = name === "tasks" ? "Tasks" : "Notes insight";
    const single = await another({ colorScheme: "light", viewport: { width: PACKAGE.width + AROUND, height: 1400 } });
    await take(single, `sample-widgets/${name}/picture.png`, await crop(widget(single, title)));
  }

  await takeNodes(await another({ colorScheme: "light", viewport: { width: 560, height: 900 } }), repository, take);

  await page.goto("/");
  await wear(page, "Daylight");
  const themed = async (hour, options) => {
    const shown = await another({ ...zoneAt(hour), ...options });
    await until("the theme is on", () => shown.evaluate(() => document.documentElement.style.length > 10));
    return shown;
  };
  const noon = await themed(11, { colorScheme: "light", viewport: { width: 912, height: 800 } });
  const { y } = await widget(noon, "Tasks").boundingBox();
  await take(noon, "sample-widgets/daylight/picture.png", { x: 0, y: y - 16, ...PACKAGE });
  await take(await themed(19, { colorScheme: "dark" }), "docs/pictures/board-daylight.png");
  await page.goto("/");
  for (const [name, title] of [["high-contrast", "High contrast"], ["paper", "Paper"], ["meadow", "Meadow"]]) {
    await wear(page, title);
    const worn = await themed(11, { colorScheme: "light", viewport: { width: 912, height: 800 } });
    await take(worn, `sample-widgets/${name}/picture.png`, { x: 0, y: y - 16, ...PACKAGE });
  }
} finally {
  await browser.close();
  await server.stop();
}
