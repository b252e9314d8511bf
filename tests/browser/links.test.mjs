/** Links are a right over origins: a person chooses which of the declared ones. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { until } from "./browser.mjs";
import { withManifest } from "./package.mjs";
import { choose, review, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const specimen = new URL("../../host/assets/guests/specimen.wasm", import.meta.url);
const TITLE = "Signpost";
const SITES = ["example.com", "example.org", "example.net"];

/** The specimen shows a link to example.com and one to example.org; this one declares both, and a third. */
async function signpost() {
  return withManifest(await readFile(specimen), (manifest) => {
    const origins = SITES.map((site) => `https://${site}`);
    return { ...manifest, name: "signpost", title: TITLE, permissions: { links: { reason: "Leads to its sources.", scope: { origins } } } };
  });
}

const com = (card) => card.getByRole("link", { name: /A link to follow/ });
const org = (card) => card.getByRole("link", { name: /A link to nobody/ });

test("in consent and afterwards, only the sites that were chosen can be followed", async () => {
  const { page, context } = await set.person();
  await withAxe(context);
  await page.reload();
  await page.getByRole("link", { name: "Gallery" }).click();
  const buffer = await signpost();
  await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name: "signpost.wasm", mimeType: "application/wasm", buffer });
  await page.getByText(/passed every check/).waitFor();

  await review(page, TITLE);
  const sites = page.getByRole("group", { name: "Which sites" });
  for (const site of SITES) assert.equal(await sites.getByRole("checkbox", { name: site }).isChecked(), true, site);
  const decision = page.getByRole("complementary", { name: "Your decision" });
  await sites.getByRole("checkbox", { name: "example.net" }).uncheck();
  await sites.getByRole("checkbox", { name: "example.org" }).uncheck();
  await decision.getByText("Open links to example.com.", { exact: true }).waitFor();
  assert.deepEqual(await violations(page), []);
  // Without the last one it is off; the boxes stay, so that one can be put on.
  await sites.getByRole("checkbox", { name: "example.com" }).uncheck();
  await decision.getByText(/Not allowed:/).waitFor();
  assert.equal(await page.getByRole("switch").isChecked(), false);
  await sites.getByRole("checkbox", { name: "example.com" }).check();
  await decision.getByText("Open links to example.com.", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Install", exact: true }).click();

  const card = widget(page, TITLE);
  const inputs = () => card.getByRole("tab", { name: "Input" }).click();
  await inputs();
  await com(card).first().waitFor();
  assert.equal(await com(card).first().getAttribute("href"), "https://example.com/specimen");
  assert.equal(await org(card).count(), 0);

  await choose(page, TITLE, "Permissions");
  const dialog = page.getByRole("dialog", { name: `What ${TITLE} may do` });
  await dialog.getByText("Open links to example.com.").waitFor();
  const box = (site) => dialog.getByRole("checkbox", { name: site });
  assert.deepEqual(await Promise.all(SITES.map((site) => box(site).isChecked())), [true, false, false]);
  await box("example.org").check();
  await dialog.getByText("Open links to example.com and example.org.").waitFor();
  await box("example.com").uncheck();
  await dialog.getByText("Open links to example.org.").waitFor();
  assert.deepEqual(await violations(page), []);
  await dialog.getByRole("button", { name: "Close" }).click();
  await org(card).first().waitFor();
  await until("the other is words again", async () => (await com(card).count()) === 0);

  // What was decided is what the server holds, and it stands in the log in words.
  await page.reload();
  await inputs();
  await org(card).first().waitFor();
  assert.equal(await com(card).count(), 0);
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("list", { name: "Entries of the audit log" }).getByText("offer links (example.org)").first().waitFor();
});
