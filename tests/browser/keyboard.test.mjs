import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
/** More stops than any page of ours has. */
const STOPS = 80;

/** The element that has the focus, also inside a widget. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const style = element && getComputedStyle(element);
    const box = element?.getBoundingClientRect();
    return {
      name: element?.getAttribute("aria-label") || element?.labels?.[0]?.textContent.trim() || element?.textContent.trim().replace(/\s+/g, " ") || "",
      outlined: style !== null && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"),
      visible: box && box.bottom > 0 && box.top < innerHeight && box.width > 0,
      body: element === document.body,
    };
  });

/** Press Tab until `name` has the focus; every stop on the way is visible and shows that it has it. */
async function tabTo(page, name) {
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (here.body) continue;
    assert.ok(here.outlined, `“${here.name.slice(0, 60)}” shows that it has the focus`);
    assert.ok(here.visible, `“${here.name.slice(0, 60)}” is on the screen`);
    if (here.name === name) return;
  }
  assert.fail(`“${name}” cannot be reached with Tab`);
}

test("a widget is chosen, reviewed, installed and used without a mouse", async () => {
  const { page } = await set.person();
  await page.reload();
  await page.getByRole("heading", { name: "Let some light in" }).waitFor();
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).name, "Skip to content");
  await page.keyboard.press("Enter");
  await tabTo(page, "Choose a widget");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Gallery" }).waitFor();
  await tabTo(page, "Review and install Tasks");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Install Tasks?" }).waitFor();
  await tabTo(page, "Install");
  await page.keyboard.press("Enter");
  const card = widget(page, "Tasks");
  await card.getByRole("textbox", { name: "New task" }).waitFor();
  await tabTo(page, "New task *");
  await page.keyboard.type("Typed without a mouse");
  await page.keyboard.press("Enter");
  await card.getByRole("checkbox", { name: "Typed without a mouse" }).waitFor();
  await tabTo(page, "Typed without a mouse");
  await page.keyboard.press("Space");
  await card.getByText("1 done").waitFor();
  assert.equal((await focused(page)).name, "Typed without a mouse", "the box that moved kept the focus");
});

test("a page that opens is told by its heading, which has the focus", async () => {
  const { page } = await set.person();
  // On a slow line the page is there before what it is about.
  await page.route("**/api/v1/packages/*", async (route) => {
    await new Promise((slow) => setTimeout(slow, 400));
    await route.continue();
  });
  const heading = (name) => until(`“${name}” has the focus`, async () => (await focused(page)).name === name);
  await page.getByRole("link", { name: "Activity" }).press("Enter");
  await heading("Activity");
  await page.getByRole("link", { name: "Gallery" }).press("Enter");
  await heading("Gallery");
  await page.getByRole("link", { name: "Review and install Notes insight" }).press("Enter");
  await heading("Install Notes insight?");
  await page.getByRole("link", { name: "Cancel" }).press("Enter");
  await heading("Gallery");
  await page.goBack();
  await heading("Install Notes insight?");
  await page.getByRole("link", { name: "Board", exact: true }).press("Enter");
  await heading("Home");
});

test("menus and dialogs open, close and hand the focus back without a mouse", async () => {
  const { page } = await set.person();
  await page.reload();
  await widget(page, "Tasks").getByRole("textbox").waitFor();
  await tabTo(page, "Menu of Tasks");
  await page.keyboard.press("Enter");
  await until("the first entry has the focus", async () => (await focused(page)).name === "Pause");
  await page.keyboard.press("Escape");
  assert.equal((await focused(page)).name, "Menu of Tasks");

  await page.keyboard.press("ArrowDown");
  await until("the menu is open", async () => (await focused(page)).name === "Pause");
  await page.keyboard.press("ArrowDown");
  assert.equal((await focused(page)).name, "Permissions");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "What Tasks may do" });
  const allow = dialog.getByRole("switch");
  await allow.waitFor();
  await tabTo(page, await allow.getAttribute("aria-label"));
  await page.keyboard.press("Space");
  await dialog.getByText(/Not allowed/).waitFor();
  await page.keyboard.press("Space");
  await until("it is allowed again", () => allow.isChecked());
  // The focus stays in the dialog while it is open.
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null));
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal((await focused(page)).name, "Menu of Tasks", "the focus is back where it was");
});
