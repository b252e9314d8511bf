import assert from "node:assert/strict";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { until } from "./browser.mjs";
import { addTask, choose, install, review, tasks, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

/** Titles and sizes of the widgets on the board, in order. */
const arranged = (page) =>
  page.locator("[data-widget]").evaluateAll((items) =>
    items.map((item) => `${item.querySelector("fanlight-widget").shadowRoot.querySelector("h2").textContent.trim()} ${item.dataset.size}`),
  );
const is = (page, wanted) => until(`the board is ${wanted}`, async () => (await arranged(page)).join(", ") === wanted);
const said = (page) => page.locator("body > [aria-live=polite]").textContent();
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName);
const tabs = (page) => page.getByRole("navigation", { name: "Boards" });

/** Make a board from the strip; it is open afterwards. */
async function make(page, name) {
  await page.getByRole("button", { name: "New board" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Make the board" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Choose from the menu of the board that is open. */
async function ofBoard(page, name, item) {
  await page.getByRole("button", { name: `Menu of the board ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("an empty board teaches and leads on", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.reload();
  await page.getByRole("heading", { name: "What is a widget?" }).waitFor();
  const suggestions = page.locator(".suggestion");
  await suggestions.first().waitFor();
  assert.ok((await suggestions.count()) <= 3);
  assert.deepEqual(await violations(page), []);
  await suggestions.filter({ hasText: "Tasks" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Install Tasks?" }).waitFor();
  await page.getByRole("button", { name: "Install", exact: true }).click();
  await widget(page, "Tasks").waitFor();
  // Said once, and not again.
  await page.getByRole("button", { name: "Got it" }).click();
  await page.reload();
  await widget(page, "Tasks").waitFor();
  assert.equal(await page.getByRole("button", { name: "Got it" }).count(), 0);
});

test("widgets are moved and resized with the keyboard, which is told and kept", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.reload();
  await install(page, "Notes insight");
  await widget(page, "Notes insight").getByText("Words").waitFor();
  await is(page, "Tasks medium, Notes insight medium");
  const other = await set.another({ context });
  await other.page.goto("/");
  await widget(other.page, "Notes insight").waitFor();

  const grip = page.getByRole("button", { name: "Move Tasks" });
  await grip.press("Enter");
  await until("it is told how", async () => /Arrow keys move/.test(await said(page)));
  await page.keyboard.press("ArrowRight");
  await is(page, "Notes insight medium, Tasks medium");
  assert.equal(await focused(page), "Move Tasks", "the grip keeps the focus");
  await until("its place is told", async () => (await said(page)) === "2 of 2.");
  await page.keyboard.press("-");
  await until("its size is told", async () => (await said(page)) === "Small.");
  assert.deepEqual(await violations(page), [], "while moving");
  await page.keyboard.press("Enter");
  await is(other.page, "Notes insight medium, Tasks small");
  assert.equal(await focused(page), "Move Tasks");

  await grip.press("Enter");
  await page.keyboard.press("Home");
  await page.keyboard.press("+");
  await is(page, "Tasks medium, Notes insight medium");
  await page.keyboard.press("Escape");
  await is(page, "Notes insight medium, Tasks small");
  await page.reload();
  await is(page, "Notes insight medium, Tasks small");
});

test("widgets are dragged, stretched, and sized from the menu", async () => {
  const { page } = await set.person();
  await page.reload();
  await widget(page, "Notes insight").getByText("Words").waitFor();
  await is(page, "Notes insight medium, Tasks small");
  const edge = page.locator("[data-widget]").last().locator(".stretch");
  const box = await edge.boundingBox();
  await page.mouse.move(box.x + 8, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 330, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await is(page, "Notes insight medium, Tasks medium");

  await page.getByRole("button", { name: "Move Tasks" }).dragTo(page.locator("[data-widget]").first(), { targetPosition: { x: 30, y: 80 } });
  await is(page, "Tasks medium, Notes insight medium");

  await page.getByRole("button", { name: "Menu of Notes insight" }).click();
  await page.getByRole("menuitemradio", { name: "Full row" }).click();
  await is(page, "Tasks medium, Notes insight full");
  const [list, full] = await Promise.all([page.locator(".widgets").boundingBox(), widget(page, "Notes insight").boundingBox()]);
  assert.equal(Math.round(full.width), Math.round(list.width));
});

test("boards are made, renamed, ordered, and filled", async () => {
  const own = await set.person();
  const { page } = own;
  await make(page, "Garden");
  await ofBoard(page, "Garden", "Rename");
  await page.getByRole("textbox", { name: "Name" }).fill("Allotment");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "Allotment" }).waitFor();
  const names = () => tabs(page).getByRole("link").allInnerTexts();
  assert.deepEqual(await names(), ["Home", "Allotment"]);
  await ofBoard(page, "Allotment", "Move to the front");
  await until("it comes first", async () => (await names()).join() === "Allotment,Home");

  // What is installed goes to the board that was looked at.
  await review(page, "Tasks");
  assert.equal(await page.getByRole("combobox", { name: "Put it on" }).locator("option:checked").innerText(), "Allotment");
  await page.getByRole("link", { name: "Cancel" }).click();

  const other = await set.another(own);
  await other.page.goto("/");
  await tabs(other.page).getByRole("link", { name: "Home" }).click();
  await widget(other.page, "Tasks").waitFor();
  await page.getByRole("link", { name: "Board", exact: true }).click();
  await tabs(page).getByRole("link", { name: "Home" }).click();
  await addTask(widget(page, "Tasks"), "Travels with it");
  await choose(page, "Tasks", "Move to board");
  await page.getByRole("dialog").getByRole("button", { name: "Move to board" }).click();
  await widget(page, "Tasks").waitFor({ state: "detached" });
  await widget(other.page, "Tasks").waitFor({ state: "detached" });
  await tabs(page).getByRole("link", { name: "Allotment" }).click();
  await widget(page, "Tasks").getByRole("checkbox", { name: "Travels with it" }).waitFor();
});

test("what is removed comes back as it was, from another page too", async () => {
  const { page } = await set.person();
  await tabs(page).getByRole("link", { name: "Allotment" }).click();
  const card = widget(page, "Tasks");
  const before = await until("its tasks", async () => ((await card.getByRole("checkbox").count()) > 0 ? tasks(card) : null));
  await choose(page, "Tasks", "Remove");
  await page.getByRole("radio", { name: "Delete its data" }).check();
  await page.getByRole("button", { name: "Remove widget and data" }).click();
  await card.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Gallery" }).click();
  await page.getByRole("heading", { level: 1, name: "Gallery" }).waitFor();
  await page.getByRole("region", { name: "Can be undone" }).getByRole("button", { name: "Undo" }).press("Enter");
  await page.getByText("Tasks is back.").first().waitFor();
  await page.getByRole("link", { name: "Board", exact: true }).click();
  await tabs(page).getByRole("link", { name: "Allotment" }).click();
  await card.getByRole("checkbox").first().waitFor();
  assert.deepEqual(await tasks(card), before);

  await ofBoard(page, "Allotment", "Delete board");
  await page.getByText("The board Allotment was deleted, with its widgets.").first().waitFor();
  await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  assert.equal(await tabs(page).getByRole("link", { name: "Allotment" }).count(), 0);
  await page.keyboard.press("Control+z");
  await page.getByRole("heading", { level: 1, name: "Allotment" }).waitFor();
  assert.deepEqual(await until("its tasks", async () => ((await card.getByRole("checkbox").count()) > 0 ? tasks(card) : null)), before);
});

test("kept data is listed and erased", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.reload();
  await tabs(page).getByRole("link", { name: "Home" }).click();
  await choose(page, "Notes insight", "Remove");
  await page.getByRole("button", { name: "Remove widget", exact: true }).click();
  await widget(page, "Notes insight").waitFor({ state: "detached" });
  const kept = async () => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Kept data" }).click();
    return page.getByRole("dialog", { name: "Kept data" });
  };
  const dialog = await kept();
  const erase = dialog.getByRole("button", { name: /Erase the data of Notes insight/ });
  await erase.waitFor();
  assert.deepEqual(await violations(page), []);
  await erase.click();
  await erase.click();
  await dialog.getByText("No data is kept.").waitFor();
});

test("on a phone there is a menu of boards, and a bar that moves", async () => {
  const { page, context } = await set.person({ viewport: { width: 360, height: 740 }, hasTouch: true });
  await withAxe(context);
  await page.reload();
  await page.getByRole("button", { name: /^Board: .*Switch board$/ }).click();
  await page.getByRole("menuitemradio", { name: "Allotment" }).click();
  await page.getByRole("heading", { level: 1, name: "Allotment" }).waitFor();
  await widget(page, "Tasks").getByRole("textbox").waitFor();
  await choose(page, "Tasks", "Move Tasks");
  const bar = page.getByRole("toolbar", { name: "Moving Tasks" });
  await bar.getByRole("button", { name: "Larger" }).click();
  assert.deepEqual(await violations(page), []);
  await bar.getByRole("button", { name: "Done" }).click();
  await bar.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
});

test("a package leaves the gallery only when no board uses it", async () => {
  const { page, faults } = await set.person();
  faults.allow(/status of 409/);
  await page.getByRole("link", { name: "Gallery" }).click();
  const ask = async (title) => {
    await page.getByRole("button", { name: `Menu of the package ${title}` }).click();
    await page.getByRole("menuitem", { name: "Delete from the gallery" }).click();
    await page.getByRole("button", { name: "Delete package" }).click();
  };
  await ask("Tasks");
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await ask("Daylight");
  await page.getByRole("article", { name: "Daylight" }).waitFor({ state: "detached" });
});
