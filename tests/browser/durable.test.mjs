import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { addTask, figure, install, tasks, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

test("a reload keeps the board, its widgets and their state", async () => {
  const { page } = await set.person();
  await install(page, "Tasks");
  await install(page, "Notes insight");
  const card = widget(page, "Tasks");
  await addTask(card, "Outlives a reload");
  await addTask(card, "Done before it");
  await card.getByRole("checkbox", { name: "Done before it" }).check();
  await card.getByText("1 done").waitFor();
  await widget(page, "Notes insight").getByText("Words").waitFor();
  const counted = await figure(widget(page, "Notes insight"), "Words");

  await page.reload();
  await card.getByText("1 done").waitFor();
  assert.deepEqual(await tasks(card), ["Outlives a reload", "Done before it"]);
  assert.equal(await card.getByRole("checkbox", { name: "Done before it" }).isChecked(), true);
  await widget(page, "Notes insight").getByText("Words").waitFor();
  assert.equal(await figure(widget(page, "Notes insight"), "Words"), counted);
});

test("what was acknowledged survives kill -9, and the open window finds its way back", async () => {
  const { page, faults } = await set.person();
  const card = widget(page, "Tasks");
  await addTask(card, "Acknowledged");
  await card.getByRole("checkbox", { name: "Acknowledged" }).check();
  await card.getByText("2 done").waitFor();

  faults.allow(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await set.server.kill();
  await page.getByText("Reconnecting…").waitFor();
  // Without a server a click says so, and takes nothing for done.
  await card.getByRole("button", { name: "Open", exact: true }).click();
  await card.getByText("Fanlight did not answer").waitFor();
  await set.server.restart();

  // No new sign-in, no reload: the window comes back by itself.
  await page.getByText("Live", { exact: true }).waitFor({ timeout: 30_000 });
  await card.getByText("Fanlight did not answer").waitFor({ state: "detached" });
  await until("what was acknowledged", async () => (await tasks(card)).includes("Acknowledged"));

  const fresh = await set.person();
  const again = widget(fresh.page, "Tasks");
  await again.getByText("2 done").waitFor();
  assert.deepEqual(await tasks(again), ["Outlives a reload", "Done before it", "Acknowledged"]);
  assert.equal(await again.getByRole("checkbox", { name: "Acknowledged" }).isChecked(), true);
  await widget(fresh.page, "Notes insight").getByText("Words").waitFor();
  await addTask(again, "Works as before");
});
