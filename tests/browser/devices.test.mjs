import assert from "node:assert/strict";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { scene } from "./scene.mjs";

const set = scene();

/** From anywhere to a dialog of the account's menu, by the keyboard alone. */
async function open(page, name) {
  await page.getByRole("button", { name: "Account" }).press("Enter");
  const item = page.getByRole("menuitem", { name, exact: true });
  await item.waitFor();
  await item.press("Enter");
  return page.getByRole("dialog", { name });
}

/** Use a link in a window of nobody, up to the board, in English or German. */
async function arrive(link, options) {
  const window = await set.window(options);
  await window.page.goto(link);
  await window.page.getByRole("button", { name: /^(Sign in|Anmelden)$/ }).click();
  await window.page.getByText("Live", { exact: true }).waitFor();
  return window;
}

test("a second device comes in by a link of one's own, and is signed out from the first", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.goto("/");
  const devices = await open(page, "Devices");
  await devices.getByText("This device").waitFor();
  assert.equal(await devices.getByRole("listitem").count(), 1);
  await devices.getByRole("button", { name: "Add a device" }).press("Enter");
  const field = devices.getByRole("textbox", { name: "Link for another device of yours" });
  await field.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "sign-in-link", "the link has the focus");
  assert.deepEqual(await violations(page), [], "with a link");

  const phone = await arrive(await field.inputValue(), {
    userAgent: "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
  });
  phone.faults.allow(/status of 401/);
  await page.keyboard.press("Escape");
  await open(page, "Devices");
  const end = devices.getByRole("button", { name: "Sign out Firefox on Android" });
  await end.press("Enter");
  const sure = devices.getByRole("button", { name: /^Sign out now\?/ });
  await sure.waitFor();
  assert.deepEqual(await violations(page), [], "asked");
  await sure.press("Enter");
  await end.waitFor({ state: "detached" });
  assert.equal(await devices.getByRole("listitem").count(), 1);
  // The stream of the other one has ended, and what it asks next leads to the door.
  await phone.page.getByRole("heading", { level: 1, name: "Sign in to Fanlight" }).waitFor();
});

test("people say what they are called, and the owner what the workspace is", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.goto("/");
  const names = await open(page, "Names");
  assert.equal(await names.getByLabel("Your name").inputValue(), "", "the name that nobody gave is none");
  await names.getByLabel("Your name").fill("Grace");
  await names.getByLabel("Name of the workspace").fill("Office");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Enter");
  await names.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Account" }).press("Enter");
  await page.getByText("Grace · Office").waitFor();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("button", { name: "Account" }).press("Enter");
  await page.getByText("Grace · Office").waitFor();
});

test("a member who was signed out comes back by a new link of the owner, and is told", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.goto("/");
  const members = await open(page, "Members");
  await members.getByLabel("Their name").fill("Ada");
  await members.getByRole("button", { name: "Make a link" }).press("Enter");
  const field = members.getByRole("textbox", { name: "Link for Ada" });
  const ada = await arrive(await field.inputValue());
  ada.faults.allow(/status of 401/);
  await ada.page.getByRole("button", { name: "Account" }).click();
  await ada.page.getByRole("menuitem", { name: "Sign out" }).click();
  await ada.page.getByRole("heading", { level: 1, name: "Sign in to Fanlight" }).waitFor();

  const first = await field.inputValue();
  await members.getByRole("button", { name: "New link for Ada" }).press("Enter");
  await page.waitForFunction((first) => document.querySelector("#sign-in-link")?.value !== first, first);
  assert.deepEqual(await violations(page), [], "members");
  const back = await arrive(await field.inputValue(), { locale: "de-DE" });
  await back.page.getByRole("button", { name: /^Mitteilungen/ }).click();
  await back.page.getByText("Für dich wurde ein Anmeldelink erzeugt").waitFor();
});
