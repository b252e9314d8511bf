import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { openBrowser, openAnother, openWindow, until } from "./browser.mjs";
import { withManifest } from "./package.mjs";
import { addTask, install, review, signIn, widget } from "./person.mjs";
import { Server } from "./server.mjs";

let [browser, server, documents] = [];
before(async () => {
  documents = join(await mkdtemp(join(tmpdir(), "fanlight-notices-")), "documents");
  await mkdir(documents);
  await writeFile(join(documents, "note.md"), "# One\n\n- [ ] to do\n");
  server = await Server.start(["--documents", documents]);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(join(documents, ".."), { recursive: true, force: true });
});

const bell = (page) => page.getByRole("button", { name: /^Notices/ });
const named = (page, name) => until(name, async () => (await bell(page).getAttribute("aria-label")) === name);

test("the bell tells at once, in every window, and reading quiets it everywhere", async () => {
  const { page, context, faults } = await openWindow(browser, server);
  await withAxe(context);
  await signIn(page, server);
  await named(page, "Notices, none unread");
  await bell(page).click();
  await page.getByText("All is quiet").waitFor();
  assert.deepEqual(await violations(page), [], "nothing yet");
  await page.keyboard.press("Escape");

  const other = await openAnother(browser, server, context);
  await other.page.goto("/");
  await named(other.page, "Notices, none unread");
  await rename(documents, `${documents}-away`);
  await named(page, "Notices, 1 unread");
  await named(other.page, "Notices, 1 unread");
  await until("it is said", async () => /A new notice: The documents cannot be read/.test(await page.locator("body > [aria-live=polite]").textContent()));
  await bell(page).press("Enter");
  await page.getByRole("list", { name: "Notices" }).getByText("The documents cannot be read").waitFor();
  assert.deepEqual(await violations(page), [], "with a notice");
  await named(page, "Notices, none unread");
  await named(other.page, "Notices, none unread");
  await page.keyboard.press("Escape");
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Notices/, "the focus is back");
  await rename(`${documents}-away`, documents);
  await named(page, "Notices, 1 unread");
  faults.check();
  other.faults.check();
  await context.close();
  await other.context.close();
});

test("what happened is said in the language of whoever reads it", async () => {
  await server.kill();
  await server.restart();
  const { page, context, faults } = await openWindow(browser, server);
  await signIn(page, server);
  // A counter that may not count: it has no fuel.
  const counter = await readFile(new URL("../../host/assets/guests/counter.wasm", import.meta.url));
  const buffer = withManifest(counter, (manifest) => ({ ...manifest, name: "thirsty", title: "Thirsty", limits: { fuel: 10 } }));
  await page.getByRole("link", { name: "Gallery" }).click();
  await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name: "thirsty.wasm", mimeType: "application/wasm", buffer });
  await page.getByText(/passed every check/).waitFor();
  await review(page, "Thirsty");
  await page.getByRole("button", { name: "Install", exact: true }).click();
  await until("it is told", async () => /[1-9]\d* unread/.test(await bell(page).getAttribute("aria-label")));
  await bell(page).click();
  const latest = page.getByRole("list", { name: "Notices" }).getByRole("listitem").first();
  await latest.getByText(/Thirsty.* has a problem/).waitFor();
  await latest.getByText("It used up its computing budget, so it was stopped.").waitFor();
  const other = await openAnother(browser, server, context, { locale: "de-DE" });
  await other.page.goto("/");
  await other.page.getByRole("button", { name: /^Mitteilungen/ }).click();
  const letzte = other.page.getByRole("list", { name: "Mitteilungen" }).getByRole("listitem").first();
  await letzte.getByText(/Thirsty.* hat ein Problem/).waitFor();
  await letzte.getByText("Es hat sein Rechenbudget aufgebraucht und wurde gestoppt.").waitFor();
  assert.equal(await letzte.locator("[lang=en]").count(), 1, "the reason is marked as English");
  faults.check();
  other.faults.check();
  await context.close();
  await other.context.close();
});

test("a board is shared with somebody who was invited, as far as its owner says", async () => {
  await server.kill();
  await server.restart();
  const owner = await openWindow(browser, server);
  await withAxe(owner.context);
  await signIn(owner.page, server);
  await install(owner.page, "Tasks");
  await addTask(widget(owner.page, "Tasks"), "Seen by both");

  await owner.page.getByRole("button", { name: "Account" }).click();
  await owner.page.getByRole("menuitem", { name: "Members" }).click();
  const members = owner.page.getByRole("dialog", { name: "Members" });
  await members.getByLabel("Their name").fill("Ada");
  await members.getByRole("button", { name: "Make a link" }).click();
  const link = await members.getByRole("textbox", { name: "Link for Ada" }).inputValue();
  assert.deepEqual(await violations(owner.page), [], "members");
  await owner.page.keyboard.press("Escape");

  const ada = await openWindow(browser, server);
  await withAxe(ada.context);
  await ada.page.goto(link);
  await ada.page.getByRole("button", { name: "Sign in" }).click();
  await ada.page.getByText("Live", { exact: true }).waitFor();
  await ada.page.getByRole("button", { name: "Account" }).click();
  assert.equal(await ada.page.getByRole("menuitem", { name: "Members" }).count(), 0, "only the owner invites");
  await ada.page.keyboard.press("Escape");
  const shared = ada.page.getByRole("navigation", { name: "Boards" }).getByRole("link", { name: /Home.*Shared/ });
  assert.equal(await shared.count(), 0);

  const share = async (how) => {
    await owner.page.getByRole("button", { name: /^Menu of the board/ }).click();
    await owner.page.getByRole("menuitem", { name: "Share" }).click();
    await owner.page.getByRole("radio", { name: how }).check();
    await owner.page.getByRole("button", { name: "Save" }).click();
    await owner.page.getByRole("dialog").waitFor({ state: "detached" });
  };
  await share("Can view");
  await shared.click();
  const box = widget(ada.page, "Tasks").getByRole("checkbox", { name: "Seen by both" });
  await box.waitFor();
  await ada.page.getByText(/shares this board with you, to look at/).waitFor();
  assert.equal(await box.isDisabled(), true, "a board to look at is not used");
  for (const name of [/^Menu of/, /^Move /]) assert.equal(await ada.page.getByRole("button", { name }).count(), 0, String(name));
  assert.deepEqual(await violations(ada.page), [], "a board to look at");

  await share("Can use");
  await until("it may be used", () => box.isEnabled());
  await box.check();
  await widget(owner.page, "Tasks").getByText("1 done").waitFor();

  await share("Do not share");
  await ada.page.getByText("This board is gone, or not shared with you any more.").first().waitFor();
  assert.equal(await shared.count(), 0);
  await owner.context.close();
  await ada.context.close();
});
