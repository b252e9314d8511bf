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
const DESK = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" };
/** The page's margin and the widget's border, on both sides. */
const AROUND = 2 * (16 + 1);
/** Each widget with a picture: its title, the width at which what it shows fills the picture, and what is done first. */
const WIDGETS = {
  tasks: ["Tasks", 520],
  "notes-insight": ["Notes insight", 640],
  clock: ["Clock", 400],
  pomodoro: ["Pomodoro", 400],
  "habit-tracker": ["Habits", 600],
  kanban: ["Kanban", 720],
  "table-explorer": ["Table explorer", 560, (card) => card.getByRole("tab", { name: "Chart" }).click()],
};
/** Themes that are components: a pack has no picture of its own, the gallery draws one from its tokens. */
const THEMES = { daylight: "Daylight", "high-contrast": "High contrast", paper: "Paper" };

/** A time zone in which it is `hour` o'clock now: a theme that follows the day then looks the same in every run. */
function zoneAt(hour) {
  const east = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // The names of these zones count westwards.
  return { timezoneId: east === 0 ? "Etc/GMT" : `Etc/GMT${east > 0 ? "-" : "+"}${Math.abs(east)}` };
}

async function take(page, path, clip) {
  await page.evaluate(() => document.activeElement?.blur?.());
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  await page.screenshot({ path: repository + path, ...(clip ? { clip, fullPage: true } : {}) });
  const { size } = await stat(repository + path);
  console.log(`${path}  ${Math.round(size / 1024)} KiB`);
  if (size > LARGEST) throw new Error(`${path} is larger than ${LARGEST} bytes`);
}

/** What a widget itself draws, without the host's frame, so wide and in the shape of a package's picture. */
async function crop(card, width) {
  // Places are those of the page, and the picture is of all of it.
  await card.page().evaluate(() => scrollTo(0, 0));
  const { x, y } = await card.locator(".body").boundingBox();
  return { x, y, width, height: (width * PACKAGE.height) / PACKAGE.width };
}

async function ready(page) {
  await page.goto("/");
  await widget(page, "Tasks").getByRole("checkbox").first().waitFor();
  await widget(page, "Notes insight").getByText("Words").waitFor();
}

async function resize(page, title, size) {
  await page.getByRole("button", { name: `Menu of ${title}` }).click();
  await page.getByRole("menuitemradio", { name: size, exact: true }).click();
  await page.locator(`li[data-size="${size.toLowerCase()}"]`).filter({ has: widget(page, title) }).waitFor();
}

/** A board as somebody has it who likes it here. */
async function furnish(page) {
  for (const [title] of Object.values(WIDGETS)) await install(page, title);
  await page.getByRole("button", { name: "Got it" }).click();
  const tasks = widget(page, "Tasks");
  for (const title of ["Water the ferns", "Call Ada about the lease", "Order larch for the lockers", "Post the letter", "Book the hall"]) {
    await addTask(tasks, title);
  }
  for (const title of ["Post the letter", "Book the hall"]) await tasks.getByRole("checkbox", { name: title }).check();
  await tasks.getByText("2 done").waitFor();

  await widget(page, "Pomodoro").getByRole("button", { name: "Begin to work" }).click();
  const habits = widget(page, "Habits");
  for (const name of ["Read ten pages", "Walk by the river"]) {
    await habits.getByRole("textbox", { name: "New habit" }).fill(name);
    await habits.getByRole("button", { name: "Add" }).click();
    await habits.getByRole("heading", { name }).waitFor();
  }
  for (const habit of [0, 1]) await habits.getByRole("switch", { name: "Done today" }).nth(habit).check();
  await habits.getByRole("figure").waitFor();

  const kanban = widget(page, "Kanban");
  for (const column of ["Doing", "Doing", "Done", "Done", "Done"]) {
    const count = kanban.getByRole("heading", { name: column, exact: true }).locator("xpath=following-sibling::*[1]");
    const before = await count.innerText();
    await kanban.locator(".card").first().getByRole("button", { name: column }).click();
    await until("the card moved", async () => (await count.innerText()) !== before);
  }
  const tables = widget(page, "Table explorer");
  await tables.getByRole("combobox", { name: "Table" }).selectOption("home/expenses.csv");
  await tables.getByRole("table", { name: "home/expenses.csv" }).waitFor();
  for (const title of ["Clock", "Pomodoro"]) await resize(page, title, "Small");
}

const server = await Server.start();
const browser = await openBrowser();
try {
  await mkdir(`${repository}docs/pictures`, { recursive: true });
  const { page, context } = await openWindow(browser, server, { ...DESK, colorScheme: "light" });
  await signIn(page, server);
  await page.goto("/gallery");
  await page.getByRole("heading", { name: "Bring your own" }).waitFor();
  const seen = () => [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight).every((image) => image.complete);
  await until("every picture of a package", () => page.evaluate(seen));
  await take(page, "docs/pictures/gallery.png");
  await review(page, "Notes insight");
  await take(page, "docs/pictures/consent.png");
  await furnish(page);
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
  for (const [name, [title, width, first]] of Object.entries(WIDGETS)) {
    const look = { colorScheme: "light", viewport: { width: width + AROUND, height: 1400 }, deviceScaleFactor: PACKAGE.width / width };
    const single = await another(look);
    await first?.(widget(single, title));
    await take(single, `sample-widgets/${name}/picture.png`, await crop(widget(single, title), width));
    await single.context().close();
  }

  await takeNodes(await another({ colorScheme: "light", viewport: { width: 560, height: 900 } }), repository, take);

  for (const [name, title] of Object.entries(THEMES)) {
    await page.goto("/");
    await wear(page, title);
    const themed = async (hour, options) => {
      const shown = await another({ ...zoneAt(hour), ...options });
      await until("the theme is on", () => shown.evaluate(() => document.documentElement.style.length > 10));
      return shown;
    };
    const noon = await themed(11, { colorScheme: "light", viewport: { width: 912, height: 800 } });
    const { y } = await widget(noon, "Tasks").boundingBox();
    await take(noon, `sample-widgets/${name}/picture.png`, { x: 0, y: y - 16, ...PACKAGE });
    if (name === "daylight") await take(await themed(19, { colorScheme: "dark" }), "docs/pictures/board-daylight.png");
  }
} finally {
  await browser.close();
  await server.stop();
}
