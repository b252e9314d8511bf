import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { until } from "./browser.mjs";
import { withManifest } from "./package.mjs";
import { install, review, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

/** Language and direction that the page says it has. */
const spoken = (page) => page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

/** Choose from the menu of the account, whatever it is called. */
async function account(page, name, item, role = "menuitemradio") {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole(role, { name: item, exact: true }).click();
}

test("the language is the browser's, and can be chosen and kept", async () => {
  const { page } = await set.person();
  await install(page, "Tasks");
  assert.deepEqual(await spoken(page), { lang: "en-GB", dir: "ltr" });

  await account(page, "Account", "Deutsch");
  await page.getByRole("link", { name: "Galerie" }).waitFor();
  assert.deepEqual(await spoken(page), { lang: "de", dir: "ltr" });
  await widget(page, "Aufgaben").getByText("von Fanlight").waitFor();
  await widget(page, "Aufgaben").getByRole("button", { name: "Hinzufügen" }).waitFor();
  await page.getByRole("button", { name: "Menü von Aufgaben" }).click();
  await page.getByRole("menuitem", { name: "Anhalten" }).waitFor();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("link", { name: "Verlauf" }).waitFor();
  await until("the board's name is the title", async () => (await page.title()) === "Home · Fanlight");

  await account(page, "Konto", "Wie der Browser");
  await page.getByRole("link", { name: "Activity" }).waitFor();
  await page.reload();
  await page.getByRole("link", { name: "Activity" }).waitFor();
});

test("a German browser is spoken to in German, consent included", async () => {
  const { page } = await set.person({ locale: "de-AT" });
  await page.getByRole("link", { name: "Galerie" }).click();
  await page.getByRole("link", { name: "Notizen im Blick prüfen und installieren" }).click();
  await page.getByRole("heading", { level: 1, name: "Notizen im Blick installieren?" }).waitFor();
  await page.getByText("Liest deine Notizen, um sie zu zählen").waitFor();
  assert.deepEqual(await spoken(page), { lang: "de-AT", dir: "ltr" });
  await page.getByRole("switch", { name: "Erlauben: Alle deine Dokumente lesen." }).waitFor();
  await page.getByText("Das Internet erreichen", { exact: true }).waitFor();
  await page.getByText(/\d+ Fragen an den Host/).waitFor();
  assert.equal(await page.locator(".reason q").first().getAttribute("lang"), null, "it is in the page's language");
  await page.getByRole("link", { name: "Verlauf" }).click();
  await page.getByText("Dieser Arbeitsbereich wurde angelegt.").waitFor();
  await page.getByText(/von System ·/).first().waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "it fits a phone");
});

test("what an author translated follows the language at once, and what they did not says that it is not in it", async () => {
  const { page } = await set.person();
  await page.getByRole("link", { name: "Gallery" }).click();
  const reader = await readFile(new URL("../../host/assets/guests/storage-reader.wasm", import.meta.url));
  const settings = {
    far: { type: "boolean", label: "How far", default: true },
    size: { type: "choice", label: "Size", default: "small", options: ["small", "large"] },
  };
  const translations = {
    de: { title: "Leser", permissions: { storage: { reason: "Um die Notiz zu lesen." } }, settings: { size: { label: "Größe", options: { small: "klein" } } } },
  };
  const buffer = withManifest(reader, (manifest) => ({ ...manifest, name: "reader", title: "Reader", settings, translations }));
  await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name: "reader.wasm", mimeType: "application/wasm", buffer });
  await page.getByText(/passed every check/).waitFor();
  await review(page, "Reader");
  await page.evaluate(() => (window.still = true));

  await account(page, "Account", "Deutsch");
  await page.getByRole("heading", { level: 1, name: "Leser installieren?" }).waitFor();
  await until("the title of the page follows", async () => (await page.title()) === "Leser installieren? · Fanlight");
  const reason = page.locator(".reason q");
  assert.deepEqual([await reason.innerText(), await reason.getAttribute("lang")], ["Um die Notiz zu lesen.", null]);
  assert.equal(await page.locator(".lead").getAttribute("lang"), "", "the description is as it was written");
  await page.getByRole("button", { name: "Installieren", exact: true }).click();
  const card = widget(page, "Leser");
  await card.getByText("Noch ist nichts gespeichert.").waitFor();

  await page.getByRole("button", { name: "Menü von Leser" }).click();
  await page.getByRole("menuitem", { name: "Einstellungen" }).click();
  const dialog = page.getByRole("dialog", { name: "Einstellungen von Leser" });
  const size = dialog.getByLabel("Größe");
  await size.waitFor();
  assert.deepEqual(await size.locator("option").allInnerTexts(), ["klein", "large"]);
  assert.equal(await dialog.getByText("How far").getAttribute("lang"), "");
  await size.selectOption({ label: "klein" });
  await dialog.getByRole("button", { name: "Einstellungen speichern" }).click();
  await dialog.waitFor({ state: "detached" });

  await account(page, "Konto", "Wie der Browser");
  await widget(page, "Reader").getByText("Nothing is stored yet.").waitFor();
  assert.equal(await page.evaluate(() => window.still), true, "nothing was loaded again");
});

test("who reads from right to left has the whole page so, also in English; what is chosen here goes first", async () => {
  const { page } = await set.person({ locale: "ar-EG" });
  await page.getByRole("link", { name: "Gallery" }).waitFor();
  assert.deepEqual(await spoken(page), { lang: "en", dir: "rtl" });
  await account(page, "Account", "Right-to-left layout", "menuitemcheckbox");
  assert.equal((await spoken(page)).dir, "ltr");
  await account(page, "Account", "Right-to-left layout", "menuitemcheckbox");
  await account(page, "Account", "English");
  assert.equal((await spoken(page)).dir, "rtl");
  await page.evaluate(() => localStorage.removeItem("fanlight-direction"));
  await page.reload();
  await page.getByRole("link", { name: "Gallery" }).waitFor();
  assert.deepEqual(await spoken(page), { lang: "en", dir: "ltr" });
});

test("no message of one language is left in the other", async () => {
  const { page } = await set.person({ locale: "de-DE" });
  for (const [link, heading] of [["Galerie", "Galerie"], ["Verlauf", "Verlauf"], ["Board", "Home"]]) {
    await page.getByRole("navigation", { name: "Hauptnavigation" }).getByRole("link", { name: link }).click();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    const left = await page.evaluate(() => {
      const english = /\b(the|with|your|and|install|remove|loading|nothing|board menu)\b/i;
      const walker = document.createTreeWalker(document.querySelector("fanlight-app"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const at = walker.currentNode.parentElement;
        if (!at.closest("[lang='']") && english.test(walker.currentNode.data)) found.push(walker.currentNode.data.trim());
      }
      return found;
    });
    assert.deepEqual(left, [], heading);
  }
});

for (const [screen, options] of Object.entries({ desk: {}, phone: { viewport: { width: 360, height: 740 }, hasTouch: true } })) {
  test(`right to left, everything is mirrored and fits: ${screen}`, async () => {
    const { page, context } = await set.person(options);
    await withAxe(context);
    await account(page, "Account", "Right-to-left layout", "menuitemcheckbox");
    await page.reload();
    await widget(page, "Tasks").getByRole("textbox").waitFor();
    assert.equal((await spoken(page)).dir, "rtl");
    const [title, menu] = await Promise.all([
      widget(page, "Tasks").getByRole("heading", { level: 2 }).boundingBox(),
      page.getByRole("button", { name: "Menu of Tasks" }).boundingBox(),
    ]);
    assert.ok(menu.x < title.x, "the menu is at the left end");
    for (const place of ["board", "gallery", "consent", "activity"]) {
      if (place === "gallery") await page.getByRole("link", { name: "Gallery" }).click();
      if (place === "consent") await review(page, "Notes insight");
      if (place === "activity") {
        await page.getByRole("link", { name: "Activity" }).click();
        const folded = page.locator("summary").first();
        await folded.waitFor();
        assert.notEqual(await folded.evaluate((summary) => getComputedStyle(summary).unicodeBidi), "plaintext", "its triangle is at the right");
      }
      assert.deepEqual(await violations(page), [], place);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${place} fits`);
    }
    await account(page, "Account", "Right-to-left layout", "menuitemcheckbox");
    assert.equal((await spoken(page)).dir, "ltr");
  });
}
