import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { choose, figure, install, review, widget, words } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const TITLE = "Notes insight";

/** How many notes the workspace has, from the folder itself. */
async function notesIn(folder) {
  const entries = await readdir(join(set.server.data, "workspace", folder), { recursive: true });
  return entries.filter((name) => name.endsWith(".md")).length;
}

/** The first headings of the notes in a folder. */
async function titlesIn(folder) {
  const place = join(set.server.data, "workspace", folder);
  const texts = await Promise.all((await readdir(place)).map((name) => readFile(join(place, name), "utf8")));
  return texts.map((text) => /^# (.+)$/m.exec(text)?.[1]);
}

test("the consent page says in plain words what a widget may do, why, what it cannot, and its limits", async () => {
  const { page } = await set.person();
  await review(page, TITLE);
  const may = page.getByRole("region", { name: "What it may do" });
  assert.match(await may.innerText(), /read/i);
  assert.match(await may.innerText(), /Why, in the author’s words:\s*“?Reads your notes to count them and to find open check boxes/);
  assert.doesNotMatch(await may.innerText(), /documents ·|Sees your documents/, "it is said once");
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
  await page.getByRole("complementary", { name: "Your decision" }).getByText(/in “projects” and its subfolders, and no others/).waitFor();
  await page.getByRole("button", { name: "Install", exact: true }).click();
  const card = widget(page, TITLE);
  await card.getByText("Words").waitFor();
  assert.equal(await figure(card, "Notes"), await notesIn("projects"));
  const counted = await figure(card, "Words");
  assert.ok(counted > 0 && counted < whole.words, `${counted} of ${whole.words} words`);
  await card.getByRole("figure", { name: "Notes by folder" }).getByText("Show as table").click();
  const chart = card.getByRole("table", { name: "Notes by folder" });
  await chart.waitFor();
  assert.deepEqual(await chart.getByRole("rowheader").allInnerTexts(), ["projects"]);
  const titles = await titlesIn("projects");
  const open = card.getByRole("table", { name: /^Open boxes/ }).locator("tbody tr td:nth-child(2)");
  for (const title of await open.allInnerTexts()) assert.ok(titles.includes(title), `“${title}” is a note of the folder`);

  // A new note there is counted by itself, one elsewhere is not.
  await writeFile(join(set.server.data, "workspace", "journal", "elsewhere.md"), "# Elsewhere\n\n- [ ] hidden\n");
  await writeFile(join(set.server.data, "workspace", "projects", "kite.md"), "# Kite\n\n- [ ] Buy the string\n");
  const inside = await notesIn("projects");
  await until("the new note is counted", async () => (await figure(card, "Notes")) === inside);
  assert.match(await words(card), /Buy the string/);
  assert.doesNotMatch(await words(card), /hidden/);
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
