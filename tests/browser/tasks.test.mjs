import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { addTask, install, tasks, widget, words } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

test("tasks are added by typing and Enter, checked off and filtered, without a page load", async () => {
  const { page } = await set.person();
  await page.evaluate(() => (globalThis.marker = "still here"));
  const documents = [];
  page.on("request", (request) => request.isNavigationRequest() && documents.push(request.url()));
  await install(page, "Tasks");
  const card = widget(page, "Tasks");
  await card.getByText("Nothing here yet. Add the first task above.").waitFor();
  const field = card.getByRole("textbox", { name: "New task" });
  await field.click();
  for (const title of ["Water the ferns", "Post the letter", "Call Ada"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await card.getByRole("checkbox", { name: title }).waitFor();
    await until("the field is empty again", async () => (await field.inputValue()) === "");
    assert.ok(await field.evaluate((input) => input.getRootNode().activeElement === input), "the field kept the focus");
  }
  assert.deepEqual(await tasks(card), ["Water the ferns", "Post the letter", "Call Ada"]);
  await card.getByText("3 open").waitFor();

  await card.getByRole("checkbox", { name: "Post the letter" }).check();
  await card.getByText("2 open").waitFor();
  await card.getByText("1 done").waitFor();
  assert.equal(await card.getByRole("checkbox", { name: "Post the letter" }).isChecked(), true);

  await card.getByRole("button", { name: "Open", exact: true }).click();
  await until("only the open ones", async () => (await tasks(card)).join() === "Water the ferns,Call Ada");
  await card.getByRole("button", { name: "Done", exact: true }).click();
  await until("only the done one", async () => (await tasks(card)).join() === "Post the letter");
  await card.getByRole("button", { name: "All", exact: true }).click();
  await until("all of them", async () => (await tasks(card)).length === 3);

  assert.equal(await page.evaluate(() => globalThis.marker), "still here", "the page was never loaded anew");
  assert.deepEqual(documents, []);
});

test("an empty title is refused kindly, and so is one of blanks", async () => {
  const { page, faults } = await set.person();
  const card = widget(page, "Tasks");
  const field = card.getByRole("textbox", { name: "New task" });
  await field.waitFor();
  const before = await tasks(card);
  await field.click();
  await page.keyboard.press("Enter");
  // The browser's own hint: nothing was sent.
  await until("the field is called invalid", () => field.evaluate((input) => input.matches(":invalid") && input.validationMessage !== ""));
  // Blanks: the words name the field as the person sees it, not by its key, and nothing that was typed is lost.
  faults.allow(/status of 422/);
  await field.fill("   ");
  await page.keyboard.press("Enter");
  const refusal = card.getByText(/New task|what is to be done\./i).and(card.locator(".said, .field-problem, .notice *"));
  await refusal.first().waitFor();
  assert.doesNotMatch(await words(card), /`|undefined|null/);
  assert.deepEqual(await tasks(card), before);
  await addTask(card, "A real one");
  await refusal.first().waitFor({ state: "detached" });
  assert.equal(await field.getAttribute("aria-invalid"), null);
});

test("focus, caret and half-typed words survive an update from elsewhere", async () => {
  const own = await set.person();
  const other = await set.another(own);
  await other.page.goto("/");
  const card = widget(own.page, "Tasks");
  const field = card.getByRole("textbox", { name: "New task" });
  await field.click();
  await own.page.keyboard.type("half of a wo");
  await own.page.keyboard.press("ArrowLeft");
  await addTask(widget(other.page, "Tasks"), "From the other window");
  await card.getByRole("checkbox", { name: "From the other window" }).waitFor();
  assert.equal(await field.inputValue(), "half of a wo");
  const caret = await field.evaluate((input) => input.getRootNode().activeElement === input && input.selectionStart);
  assert.equal(caret, "half of a wo".length - 1, "focus and caret stayed where they were");
  await own.page.keyboard.press("End");
  await own.page.keyboard.type("rd");
  await own.page.keyboard.press("Enter");
  await card.getByRole("checkbox", { name: "half of a word" }).waitFor();
});

test("what a person writes is text, whatever it looks like", async () => {
  const { page } = await set.person();
  const card = widget(page, "Tasks");
  for (const words of ["<img src=x onerror=alert(1)>", "javascript:alert(1)", "</script><svg onload=alert(1)>", "{{7*7}} ${7*7}"]) {
    await addTask(card, words);
  }
  assert.equal(await card.locator("img, script, a[href]").count(), 0);
  assert.ok((await tasks(card)).includes("<img src=x onerror=alert(1)>"));
});
