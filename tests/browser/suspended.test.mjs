import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { choose, install, widget } from "./person.mjs";
import { withManifest } from "./package.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const counter = new URL("../../host/assets/guests/counter.wasm", import.meta.url);

test("a widget that fails again and again is suspended, says so and why, and is tried again by its button", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.getByRole("link", { name: "Gallery" }).click();
  // So little fuel that every call of it ends at once.
  const broken = withManifest(await readFile(counter), (manifest) => ({ ...manifest, name: "broken", title: "Broken", limits: { fuel: 1000 } }));
  await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name: "broken.wasm", mimeType: "application/wasm", buffer: broken });
  await page.getByText(/passed every check/).waitFor();
  await install(page, "Broken");
  const card = widget(page, "Broken");
  const problem = card.getByRole("group", { name: "Problem" });
  const suspended = card.getByRole("group", { name: "Suspended" });
  await problem.waitFor();
  for (let n = 0; n < 6 && !(await suspended.isVisible()); n++) {
    await problem.or(suspended).getByRole("button", { name: "Try again" }).click();
    await page.waitForTimeout(300);
  }
  await suspended.waitFor();
  const words = await suspended.innerText();
  assert.match(words, /nothing of it is run for a while/);
  assert.match(words, /computing budget/);
  assert.match(words, /Its last 5 calls failed/);
  assert.deepEqual(await violations(page), [], "a suspended widget");

  // Its neighbours and the owner hear of it.
  await page.getByRole("button", { name: /^Notices, [1-9]/ }).click();
  await page.getByRole("list", { name: "Notices" }).getByText(/Broken.* is suspended/).waitFor();
  await page.keyboard.press("Escape");

  await suspended.getByRole("button", { name: "Try again" }).click();
  await suspended.getByText(/Its last [67] calls failed/).waitFor();
  await choose(page, "Broken", "Usage");
  const dialog = page.getByRole("dialog", { name: "What Broken did" });
  await dialog.getByText(/limit\.fuel [0-9]+/).waitFor();
  await dialog.getByText(/Its last [67] calls failed/).waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Activity" }).click();
  const log = page.getByRole("list", { name: "Entries of the audit log" });
  await log.getByText(/It was suspended\. Its last 5 calls failed\./).waitFor();
});

test("it says so in German, too", async () => {
  const { page } = await set.person({ locale: "de-CH" });
  const card = page.locator("fanlight-widget").filter({ hasText: "Ausgesetzt" });
  await card.getByRole("group", { name: "Ausgesetzt" }).getByRole("button", { name: "Noch einmal versuchen" }).waitFor();
});
