import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { addTask, choose, figure, install, tasks, widget, words } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

const PAUSED = "It does nothing until it is resumed.";

test("a paused widget says so and takes no clicks, until it is resumed", async () => {
  const own = await set.person();
  await install(own.page, "Tasks");
  const card = widget(own.page, "Tasks");
  await addTask(card, "Wait for me");
  const other = await set.another(own);
  await other.page.goto("/");
  const there = widget(other.page, "Tasks");
  await there.getByRole("checkbox", { name: "Wait for me" }).waitFor();
  // A third window hears of nothing, so it still offers the control.
  const stale = await set.another(own);
  stale.faults.allow(/status of 409/);
  await stale.page.route("**/live", () => {});
  await stale.page.goto("/");
  const old = widget(stale.page, "Tasks");
  await old.getByRole("checkbox", { name: "Wait for me" }).waitFor();

  await choose(own.page, "Tasks", "Pause");
  await card.getByText(PAUSED).waitFor();
  await there.getByText(PAUSED).waitFor();
  for (const shown of [card, there]) {
    // What it showed last stays where it was, and nothing of it can be reached.
    await shown.getByRole("checkbox", { name: "Wait for me" }).waitFor();
    assert.equal(await shown.locator("[inert]").getByRole("checkbox").count(), await shown.getByRole("checkbox").count());
    assert.equal(await shown.locator("[inert]").getByRole("textbox").count(), await shown.getByRole("textbox").count());
  }
  await old.getByRole("checkbox", { name: "Wait for me" }).click();
  await old.getByText(PAUSED).waitFor();
  await own.page.reload();
  await card.getByText(PAUSED).waitFor();

  await choose(own.page, "Tasks", "Resume");
  const box = card.getByRole("checkbox", { name: "Wait for me" });
  await box.waitFor();
  assert.equal(await box.isChecked(), false, "the click of the stale window did nothing");
  await box.check();
  await card.getByText("1 done").waitFor();
  await there.getByText("1 done").waitFor();
});

test("a revoked permission is gone at once, and comes back when it is allowed again", async () => {
  const { page } = await set.person();
  await install(page, "Notes insight");
  const card = widget(page, "Notes insight");
  await card.getByText("Words").waitFor();
  await choose(page, "Notes insight", "Permissions");
  const dialog = page.getByRole("dialog", { name: "What Notes insight may do" });
  await dialog.getByRole("switch").uncheck();
  await dialog.getByText(/Not allowed/).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.reload();
  // What it counted before may still be shown; it reads nothing any more.
  const again = card.getByRole("button", { name: "Count again" });
  const refused = card.getByText("Not allowed", { exact: true });
  await again.or(refused).first().waitFor();
  if (!(await refused.isVisible())) await again.click();
  await refused.waitFor();
  await widget(page, "Tasks").getByRole("checkbox", { name: "Wait for me" }).waitFor();

  await choose(page, "Notes insight", "Permissions");
  await dialog.getByRole("switch").check();
  await dialog.getByRole("combobox", { name: "Which folder" }).selectOption("projects");
  await dialog.getByText(/Narrowed to “projects”/).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  // By itself: what it shows rests on what it may see.
  await until("only the notes of the folder", async () => (await card.getByText("Words").count()) > 0 && (await figure(card, "Notes")) === 6);
  await until("nothing is refused any more", async () => !/Not allowed/.test(await words(card)));
});

test("settings change what a widget shows", async () => {
  const { page } = await set.person();
  const card = widget(page, "Notes insight");
  await card.getByRole("figure", { name: "Notes by folder" }).waitFor();
  await choose(page, "Notes insight", "Settings");
  const dialog = page.getByRole("dialog", { name: "Settings of Notes insight" });
  await dialog.getByLabel("One bar for each").selectOption("month");
  await dialog.getByRole("button", { name: "Save settings" }).click();
  await card.getByRole("figure", { name: "Notes by month" }).waitFor();
});

test("removed with its data kept, it comes back as it was; with its data deleted, it begins anew", async () => {
  const { page } = await set.person();
  const card = widget(page, "Tasks");
  await addTask(card, "Kept for later");
  const before = await tasks(card);

  await choose(page, "Tasks", "Remove");
  await page.getByRole("radio", { name: "Keep its data" }).check();
  await page.getByRole("button", { name: "Remove widget", exact: true }).click();
  await card.waitFor({ state: "detached" });
  await until("the focus is not lost", () => page.evaluate(() => document.activeElement?.tagName === "H1"));
  await install(page, "Tasks");
  await card.getByRole("checkbox", { name: "Kept for later" }).waitFor();
  assert.deepEqual(await tasks(card), before);

  await choose(page, "Tasks", "Remove");
  await page.getByRole("radio", { name: "Delete its data" }).check();
  await page.getByRole("button", { name: "Remove widget and data" }).click();
  await card.waitFor({ state: "detached" });
  await install(page, "Tasks");
  await card.getByText("Nothing here yet. Add the first task above.").waitFor();
  assert.deepEqual(await tasks(card), []);
});

test("a widget that lacks what it needs says which, at once, and leaves its neighbours alone", async () => {
  const { page } = await set.person();
  const [healthy, other] = [widget(page, "Notes insight"), widget(page, "Tasks")];
  await addTask(other, "Neighbour");
  await choose(page, "Tasks", "Permissions");
  await page.getByRole("switch").uncheck();
  await page.getByRole("dialog").getByText(/Not allowed/).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await other.getByText("Not allowed", { exact: true }).waitFor();
  const notice = other.getByRole("group", { name: "Problem" });
  assert.match(await notice.innerText(), /It is not allowed to keep data of its own\./);
  assert.doesNotMatch(await notice.innerText(), /denied|granted/, "in words of a person");
  await notice.getByRole("button", { name: "Try again" }).waitFor();
  await healthy.getByRole("button", { name: "Count again" }).click();
  await healthy.getByText("Words").waitFor();
});

test("usage and activity tell what a widget did", async () => {
  const { page } = await set.person();
  await choose(page, "Tasks", "Usage");
  const dialog = page.getByRole("dialog", { name: "What Tasks did" });
  await dialog.getByRole("table", { name: "Its last runs" }).waitFor();
  assert.ok((await figure(dialog, "Times it ran")) >= 1);
  await dialog.getByRole("cell", { name: /keep data of its own \(.*\b(get|put)\b/ }).first().waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("link", { name: "Activity" }).click();
  const log = page.getByRole("list", { name: "Entries of the audit log" });
  await log.waitFor();
  const told = await log.innerText();
  for (const action of [/put on the board/, /taken off the board/, /paused/, /may no longer/, /Signed in/]) assert.match(told, action);
  // What came with Fanlight is one line that can be opened.
  const packages = log.getByText(/packages came into the gallery/);
  assert.equal(await log.getByText(/Version .* came into the gallery/).first().isVisible(), false);
  await packages.click();
  assert.equal(await log.getByText(/Version .* came into the gallery/).first().isVisible(), true);
  await page.getByLabel("Show").selectOption("Installed and allowed");
  await until("only what was asked for", async () => !/Signed in|paus/.test(await log.innerText()));
  assert.match(await log.innerText(), /may keep data of its own/);
  assert.doesNotMatch(await log.innerText(), /grant\.|widget\.|[0-9a-f]{12}/, "what is technical is inside");
});
