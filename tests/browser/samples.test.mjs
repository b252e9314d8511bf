/** The widgets that come with Fanlight, used as a person uses them. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { until } from "./browser.mjs";
import { choose, figure, install, widget, words } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

async function person() {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.reload();
  return page;
}

/** The settings of a widget, up to the moment that they are saved. */
async function settings(page, title, change) {
  await choose(page, title, "Settings");
  const dialog = page.getByRole("dialog", { name: `Settings of ${title}` });
  await change(dialog);
  assert.deepEqual(await violations(page), [], `the settings of ${title}`);
  await dialog.getByRole("button", { name: "Save settings" }).click();
  await dialog.waitFor({ state: "detached" });
}

test("clock: the time where one is, and what one does not want to see is left out", async () => {
  const page = await person();
  await install(page, "Clock");
  const card = widget(page, "Clock");
  const now = () => new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Europe/Zurich" }).format(new Date());
  await until("it is this minute", async () => (await words(card)).includes(now()));
  await card.getByText("Europe/Zurich").waitFor();
  await card.getByText(/^Week \d+$/).waitFor();
  await card.getByRole("progressbar", { name: "Year" }).waitFor();
  await settings(page, "Clock", async (dialog) => {
    await dialog.getByRole("switch", { name: "Show the number of the week" }).uncheck();
    await dialog.getByRole("switch", { name: "Show how far the day and the year are" }).uncheck();
  });
  await card.getByText(/^Week \d+$/).waitFor({ state: "detached" });
  assert.equal(await card.getByRole("progressbar").count(), 0);
});

test("pomodoro: a turn begins, pauses, goes on and is stopped", async () => {
  const page = await person();
  await install(page, "Pomodoro");
  const card = widget(page, "Pomodoro");
  await settings(page, "Pomodoro", async (dialog) => {
    const labels = await dialog.locator("label").allInnerTexts();
    assert.deepEqual(labels, ["Minutes of work", "Minutes of rest"], "in the order of their author");
    await dialog.getByLabel("Minutes of work").fill("-5");
    await dialog.getByRole("button", { name: "Save settings" }).click();
    await dialog.getByText("The smallest number here is 1.").waitFor();
    await dialog.getByLabel("Minutes of work").fill("40");
  });
  await until("the setting is shown", async () => (await figure(card, "Work")) === 40);
  await card.getByRole("button", { name: "Begin to work" }).click();
  await card.getByRole("progressbar", { name: "Work" }).waitFor();
  await card.getByText("until").waitFor();
  await card.getByRole("button", { name: "Pause" }).click();
  await card.getByText("paused").waitFor();
  assert.equal(await card.getByRole("button", { name: "Pause" }).count(), 0);
  await page.reload();
  await card.getByText("paused").waitFor();
  assert.equal(await figure(card, "Work"), 40, "nothing is lost while it is paused");
  await card.getByRole("button", { name: "Go on" }).click();
  await card.getByText("until").waitFor();
  await card.getByRole("button", { name: "Stop" }).click();
  await card.getByRole("button", { name: "Begin to work" }).waitFor();
  assert.deepEqual(await violations(page), []);
});

test("habits: what is ticked today is in the chart, in every window", async () => {
  const page = await person();
  await install(page, "Habits");
  const card = widget(page, "Habits");
  await card.getByText("No habits yet").waitFor();
  for (const name of ["Read ten pages", "Walk by the river"]) {
    const field = card.getByRole("textbox", { name: "New habit" });
    await field.fill(name);
    await field.press("Enter");
    await card.getByRole("heading", { name }).waitFor();
  }
  assert.equal(await card.getByRole("figure").count(), 0, "there is nothing to show yet");
  const today = card.getByRole("switch", { name: "Done today" });
  await today.first().check();
  const chart = card.getByRole("figure", { name: "Done in the last two weeks" });
  await chart.waitFor();
  await chart.getByText("Show as table").click();
  const last = chart.getByRole("table").locator("tbody tr").last();
  await until("one habit today", async () => /\b1$/.test((await last.innerText()).trim()));
  await today.last().check();
  await until("two habits today", async () => /\b2$/.test((await last.innerText()).trim()));
  const disclosure = card.getByText("The last 8 weeks").first();
  await disclosure.click();
  await card.getByRole("table", { name: /^Read ten pages/ }).getByText("■").waitFor();
  assert.deepEqual(await violations(page), []);
  await today.first().uncheck();
  await until("one habit again", async () => /\b1$/.test((await last.innerText()).trim()));
});

test("kanban: the boxes of notes are cards that move, and a note that changes changes them", async () => {
  const page = await person();
  await writeFile(join(set.server.data, "workspace", "a-first.md"), "# First\n\n- [ ] Oil the hinge\n- [ ] Mend the kite\n");
  await install(page, "Kanban");
  const card = widget(page, "Kanban");
  const badge = (column) => card.getByRole("heading", { name: column, exact: true }).locator("xpath=following-sibling::*[1]");
  const item = (text) => card.locator(".card").filter({ hasText: text });
  await item("Oil the hinge").waitFor();
  assert.equal(await badge("Doing").innerText(), "0");
  await item("Oil the hinge").getByRole("button", { name: "Doing" }).click();
  await until("it is being done", async () => (await badge("Doing").innerText()) === "1");
  await item("Oil the hinge").getByRole("button", { name: "Done" }).click();
  await until("it is done", async () => (await badge("Done").innerText()) === "1");
  // Where it was put is kept; a box that is ticked in its note is no open box any more.
  await page.reload();
  await until("it stays", async () => (await badge("Done").innerText()) === "1");
  await writeFile(join(set.server.data, "workspace", "a-first.md"), "# First\n\n- [x] Oil the hinge\n- [ ] Mend the kite\n");
  await item("Oil the hinge").waitFor({ state: "detached" });
  await item("Mend the kite").waitFor();
  assert.deepEqual(await violations(page), []);
});

test("a widget that is long scrolls in its place, by keyboard too", async () => {
  const page = await person();
  const body = widget(page, "Kanban").locator(".body");
  await until("it has more than its room", () => body.evaluate((e) => e.scrollHeight > e.clientHeight + 100 && e.clientHeight <= 640));
  await until("the keyboard reaches it", () => body.evaluate((e) => e.tabIndex === 0));
  await body.focus();
  await page.keyboard.press("End");
  await until("it is scrolled", () => body.evaluate((e) => e.scrollTop > 50));
  assert.equal(await widget(page, "Clock").locator(".body").getAttribute("tabindex"), "-1", "what fits is no stop for the keyboard");
});

test("table explorer: choose, sort, find, page, and sum up", async () => {
  const page = await person();
  await install(page, "Table explorer");
  const card = widget(page, "Table explorer");
  await card.getByRole("combobox", { name: "Table" }).selectOption("home/budget.csv");
  const table = card.getByRole("table", { name: "home/budget.csv" });
  await table.waitFor();
  const column = async (n) => (await table.locator(`tbody tr td:nth-child(${n})`).allInnerTexts()).map((text) => text.trim());
  const amounts = async () => (await column(3)).map((text) => Number(text.replace(/,/g, "")));
  const header = table.getByRole("columnheader", { name: "amount" });
  await header.getByRole("button").click();
  await until("rising", async () => (await header.getAttribute("aria-sort")) === "ascending");
  const rising = await amounts();
  assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
  await header.getByRole("button").click();
  await until("falling", async () => (await header.getAttribute("aria-sort")) === "descending");
  const falling = await amounts();
  assert.deepEqual(falling, [...falling].sort((a, b) => b - a));

  const first = (await column(2))[0];
  await card.getByRole("button", { name: "Next" }).click();
  await card.getByText(/^Rows 21 to /).waitFor();
  await card.getByRole("button", { name: "Back" }).click();
  await until("the first page again", async () => (await column(2))[0] === first);

  await card.getByText("Find rows").click();
  await card.getByRole("textbox", { name: "Text" }).fill("food");
  await card.getByRole("combobox", { name: "In the column" }).selectOption("category");
  await card.getByRole("button", { name: "Find", exact: true }).click();
  await until("food alone", async () => {
    const categories = await column(4);
    return categories.length > 0 && categories.every((category) => category === "food");
  });

  await card.getByRole("tab", { name: "Chart" }).click();
  await card.getByRole("combobox", { name: "For each" }).selectOption("what");
  const chart = card.getByRole("figure", { name: "sum of amount by what" });
  await chart.waitFor();
  await chart.getByText("Show as table").click();
  await chart.getByRole("table").waitFor();
  const sums = (await chart.getByRole("table").locator("tbody tr td").allInnerTexts()).map((text) => Number(text.replace(/[^0-9.]/g, "")));
  assert.ok(sums.length > 1 && sums.every((sum, at) => at === 0 || sum <= sums[at - 1]), `the largest first: ${sums}`);
  assert.deepEqual(await violations(page), []);
});
