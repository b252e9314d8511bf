/** A person puts another version in the place of a widget: asked for what is new, and nothing is lost. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { until } from "./browser.mjs";
import { withManifest } from "./package.mjs";
import { addTask, choose, install, tasks, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const TITLE = "Tasks";

/** The sample, in a version that also wants to log. */
async function next() {
  const wasm = await readFile(new URL("../../host/assets/packages/tasks.wasm", import.meta.url));
  const log = { reason: "Notes what it did, for whoever asks.", scope: {} };
  return withManifest(wasm, (manifest) => ({ ...manifest, version: "9.0.0", permissions: { ...manifest.permissions, log } }));
}

test("another version takes the place of a widget, with what it kept and what it may do", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.reload();
  await install(page, TITLE);
  const card = widget(page, TITLE);
  await addTask(card, "Outlives the version");
  const before = await tasks(card);

  await page.getByRole("link", { name: "Gallery" }).click();
  const packages = page.getByRole("article").filter({ has: page.getByRole("heading", { name: TITLE, exact: true }) });
  await packages.getByText("On Home", { exact: true }).waitFor();
  await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name: "tasks.wasm", mimeType: "application/wasm", buffer: await next() });
  await packages.filter({ hasText: "version 9.0.0" }).getByText(/Version \S+ is on Home/).waitFor();
  assert.deepEqual(await violations(page), []);

  await packages.filter({ hasText: "version 9.0.0" }).getByRole("link", { name: /Review/ }).click();
  await page.getByRole("heading", { level: 1, name: "Change to version 9.0.0 of Tasks?" }).waitFor();
  const grants = page.getByRole("region", { name: "What it may do" }).getByRole("listitem");
  assert.equal(await grants.filter({ hasText: "New in this version" }).count(), 1);
  await grants.filter({ hasText: "New in this version" }).getByRole("switch").uncheck();
  assert.deepEqual(await violations(page), []);

  // It can also go beside the one that is there: then it is asked for as anything that is installed.
  const where = page.getByRole("combobox", { name: "Where it goes" });
  const there = await where.inputValue();
  await where.selectOption({ label: "Home" });
  await page.getByRole("heading", { level: 1, name: "Install Tasks?" }).waitFor();
  assert.equal(await page.getByText("New in this version").count(), 0);
  await where.selectOption(there);
  await grants.filter({ hasText: "New in this version" }).getByRole("switch").uncheck();
  await page.getByRole("button", { name: "Change to this version" }).click();

  await page.getByText("Tasks is version 9.0.0 now.").first().waitFor();
  await card.getByRole("checkbox", { name: "Outlives the version" }).waitFor();
  assert.deepEqual(await tasks(card), before);
  await addTask(card, "Written by the new one");
  await choose(page, TITLE, "Permissions");
  const dialog = page.getByRole("dialog", { name: "What Tasks may do" });
  await until("what was decided holds", async () => (await dialog.getByRole("switch").count()) === 2);
  assert.deepEqual(await dialog.getByRole("switch").evaluateAll((all) => all.map((one) => one.checked).sort()), [false, true]);
});
