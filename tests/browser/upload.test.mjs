import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { choose, install, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const guests = new URL("../../host/assets/guests/", import.meta.url);

/** Chooses a file for upload. */
async function bring(page, name, buffer) {
  await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name, mimeType: "application/wasm", buffer });
}

const refused = [
  ["a picture that calls itself .wasm", Buffer.from("\x89PNG\r\n\x1a\n and more")],
  ["an empty file", Buffer.alloc(0)],
  ["a core module", Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ["a component without a manifest", Buffer.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0])],
];
for (const [what, bytes] of refused) {
  test(`${what} is refused with its kind and a hint`, async () => {
    const { page, faults } = await set.person();
    faults.allow(/status of (400|413|415|422)/);
    await page.getByRole("link", { name: "Gallery" }).click();
    await page.getByRole("heading", { level: 2, name: "Bring your own" }).waitFor();
    const before = await page.getByRole("article").count();
    await bring(page, "mine.wasm", bytes);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.locator("code").first().innerText(), /^invalid\.(package|manifest)$/);
    const hint = alert.locator("p.small");
    assert.ok((await hint.innerText()).trim().length > 10, "it says what to do");
    assert.doesNotMatch(await alert.innerText(), /undefined|null|\[object|panicked|src\//);
    assert.equal(await page.getByRole("article").count(), before);
  });
}

test("a sound package is checked, listed, reviewed and installed; its bytes twice are one package", async () => {
  const { page } = await set.person();
  await page.getByRole("link", { name: "Gallery" }).click();
  const counter = await readFile(new URL("counter.wasm", guests));
  await bring(page, "counter.wasm", counter);
  await page.getByText(/passed every check/).waitFor();
  const card = page.getByRole("article", { name: "Counter" });
  await card.waitFor();
  await bring(page, "again.wasm", counter);
  await page.getByText(/passed every check/).waitFor();
  assert.equal(await card.count(), 1);
  await install(page, "Counter");
  await widget(page, "Counter").getByRole("button").first().waitFor();
  await choose(page, "Counter", "Remove");
  await page.getByRole("button", { name: "Remove widget", exact: true }).click();
  await widget(page, "Counter").waitFor({ state: "detached" });
});
