import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { choose, figure, install, review, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const TITLE = "Notes insight";

/** How many notes the workspace has, from the folder itself. */
async function notesIn(folder) {
  const entries = await readdir(join(set.server.data, "workspace", folder), { recursive: true });
  return entries.filter((name) => name.endsWith(".md")).length;
}

test("the consent page says in plain words what a widget may do, why, what it cannot, and its limits", async () => {
  const { page } = await set.person();
  await review(page, TITLE);
  const may = page.getByRole("region", { name: "What it may do" });
  assert.match(await may.innerText(), /read/i);
  assert.match(await may.innerText(), /Why, in the author’s words:\s*“?Reads your notes to count them and to find open check boxes/);
  assert.match(await may.innerText(), /Sees your documents/);
  const cannot = page.getByRole("region", { name: "What it cannot do" });
  assert.match(await cannot.innerText(), /internet/i);
  assert.ok((await cannot.getByRole("listitem").count()) >= 3);
  const limits = page.getByRole("region", { name: "Limits for each run" });
  assert.match(await limits.innerText(), /32 MB of memory/);
  assert.match(await page.getByRole("region", { name: "Where it comes from" }).innerText(), /[0-9a-f]{64}/);
  // Nothing in words that only a programmer understands.
  assert.doesNotMatch(await page.getByRole("main").innerText(), /undefined|null|NaN|\[object|wasm_|documents\.read/);
});

test("narrowed to one folder, it sees the notes of that folder and no others", async () => {
  const { page } = await set.person();
  await install(page, TITLE);
  await widget(page, TITLE).getByText("Words").waitFor();
  const whole = { notes: await figure(widget(page, TITLE), "Notes"), words: await figure(widget(page, TITLE), "Words") };
  assert.equal(whole.notes, await notesIn(""));
  await choose(page, TITLE, "Remove");
  await page.getByRole("radio", { name: "Delete its data" }).check();
  await page.getByRole("button", { name: "Remove widget and data" }).click();
  await widget(page, TITLE).waitFor({ state: "detached" });

  await review(page, TITLE);
  await page.getByRole("combobox", { name: "Which folder" }).selectOption("projects");
  await page.getByRole("complementary", { name: "Your decision" }).getByText("Narrowed to “projects”").waitFor();
  await page.getByRole("button", { name: "Install", exact: true }).click();
  const card = widget(page, TITLE);
  await card.getByText("Words").waitFor();
  assert.equal(await figure(card, "Notes"), await notesIn("projects"));
  const words = await figure(card, "Words");
  assert.ok(words > 0 && words < whole.words, `${words} of ${whole.words} words`);
  const shown = await card.innerText();
  for (const other of ["journal", "people", "recipes", "reading", "garden"]) {
    assert.ok(!shown.includes(other), `nothing of ${other} is shown`);
  }

  // A new note there is counted by itself, one elsewhere is not.
  await mkdir(join(set.server.data, "workspace", "journal"), { recursive: true });
  await writeFile(join(set.server.data, "workspace", "journal", "elsewhere.md"), "# Elsewhere\n\n- [ ] hidden\n");
  await writeFile(join(set.server.data, "workspace", "projects", "kite.md"), "# Kite\n\n- [ ] Buy the string\n");
  const inside = await notesIn("projects");
  await until("the new note is counted", async () => (await figure(card, "Notes")) === inside);
  assert.match(await card.innerText(), /Buy the string/);
  assert.doesNotMatch(await card.innerText(), /hidden/);
});

test("a widget that was not allowed anything is on the board and says what it lacks", async () => {
  const { page } = await set.person();
  await review(page, "Tasks");
  await page.getByRole("switch").first().uncheck();
  await page.getByRole("complementary", { name: "Your decision" }).getByText(/Not allowed:/).waitFor();
  await page.getByRole("button", { name: "Install", exact: true }).click();
  const card = widget(page, "Tasks");
  await card.waitFor();
  await card.getByText("Not allowed", { exact: true }).waitFor();
});
