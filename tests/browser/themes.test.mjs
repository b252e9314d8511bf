/** Themes before they are put on, themes without code, and the first frames of a page that wears one. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { install, wear, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const meadow = new URL("../../sample-widgets/meadow/meadow.tokens.json", import.meta.url);

const token = (page, name) => page.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), name);

async function gallery(page) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Gallery" }).click();
  await page.getByRole("heading", { level: 1, name: "Gallery" }).waitFor();
}

async function bring(page, document) {
  const buffer = Buffer.from(typeof document === "string" ? document : JSON.stringify(document));
  await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name: "mine.tokens.json", mimeType: "application/json", buffer });
}

test("a theme is looked at on a light and a dark screen before it is put on, and can be left", async () => {
  const { page } = await set.person({ colorScheme: "light" });
  await gallery(page);
  const own = await token(page, "--color-canvas");
  await page.getByRole("button", { name: "Preview Paper" }).click();
  const dialog = page.getByRole("dialog", { name: "Preview of Paper" });
  const ground = (scheme) =>
    dialog.getByRole("figure", { name: scheme, exact: true }).locator("theme-sample .ground").evaluate((e) => getComputedStyle(e).backgroundColor);
  await dialog.getByRole("figure", { name: "Light", exact: true }).waitFor();
  const brightness = (color) => Math.max(...color.match(/\d+/g).slice(0, 3).map(Number));
  assert.ok(brightness(await ground("Light")) > 225, await ground("Light"));
  assert.ok(brightness(await ground("Dark")) < 60, await ground("Dark"));
  assert.equal(await token(page, "--color-canvas"), own, "the page keeps its own look");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await token(page, "--fl-color-canvas"), "", "nothing was put on");
  await page.getByRole("button", { name: "Preview Paper" }).click();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await wear(page, "Paper");
  assert.notEqual(await token(page, "--fl-color-canvas"), "");
});

test("on a phone, what ends a dialog is in sight although there is more than fits", async () => {
  const { page } = await set.person({ viewport: { width: 360, height: 640 }, hasTouch: true });
  await gallery(page);
  await page.getByRole("button", { name: "Preview Daylight" }).click();
  const dialog = page.getByRole("dialog", { name: "Preview of Daylight" });
  await dialog.getByRole("figure", { name: "Dark" }).waitFor();
  const body = await dialog.locator(".dialog-body").evaluate((element) => element.scrollHeight - element.clientHeight);
  assert.ok(body > 100, "it scrolls");
  const apply = dialog.getByRole("button", { name: "Apply", exact: true });
  const hit = await apply.evaluate((button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === button;
  });
  assert.ok(hit, "a finger reaches it");
});

test("a theme without code is brought as a file, put on, and taken along as a file", async () => {
  const { page } = await set.person();
  await gallery(page);
  const document = JSON.parse(await readFile(meadow, "utf8"));
  Object.assign(document.$extensions["app.fanlight"], { name: "pasture", title: "Pasture" });
  await bring(page, document);
  await page.getByText(/passed every check/).waitFor();
  await wear(page, "Pasture");
  assert.equal(await token(page, "--fl-family-display"), "Charter, 'Iowan Old Style', 'Palatino Linotype', Georgia, serif");
  const { themes } = await (await page.request.get("/api/v1/themes")).json();
  const digest = themes.find((theme) => theme.name === "pasture").digest;
  const answer = await page.request.get(`/api/v1/themes/${digest}/tokens.json`);
  assert.match(answer.headers()["content-type"], /^application\/design-tokens\+json/);
  const again = await answer.json();
  assert.equal(again.light.color.text.$value.colorSpace, "srgb");
  assert.equal(again.$extensions["app.fanlight"].name, "pasture");
});

test("a theme that cannot be read is refused with the nearest colour that can", async () => {
  const { page, faults } = await set.person();
  faults.allow(/status of 422/);
  await gallery(page);
  const document = JSON.parse(await readFile(meadow, "utf8"));
  Object.assign(document.$extensions["app.fanlight"], { name: "fog", title: "Fog" });
  document.light.color["text-muted"] = { $value: "#aaaaaa" };
  await bring(page, document);
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.equal(await alert.locator("code").first().innerText(), "invalid.tokens");
  assert.match(await alert.innerText(), /text-muted on canvas has a contrast of/);
  assert.match(await alert.locator("p.small").innerText(), /The nearest text-muted that passes is #[0-9a-f]{6}, oklch\(/);
});

test("the first frame of a page has its colours, however late they come", async () => {
  const { page, context } = await set.person({ colorScheme: "dark" });
  await install(page, "Tasks");
  await wear(page, "Paper");
  const worn = await token(page, "--fl-color-canvas");
  // Colours of every frame in which there is something that a theme colours, before it is painted.
  await context.addInitScript(() => {
    globalThis.seen = [];
    const look = () => {
      const ground = document.querySelector(".board-ground");
      const card = document.querySelector("fanlight-widget");
      if (ground || card) {
        const canvas = getComputedStyle(document.documentElement).getPropertyValue("--fl-color-canvas").trim();
        globalThis.seen.push(`${canvas} ${ground ? getComputedStyle(ground).backgroundColor : ""}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const slow = async (route) => {
    await new Promise((later) => setTimeout(later, 600));
    await route.continue();
  };
  for (const late of [false, true]) {
    if (late) await page.route("**/api/v1/themes/current?*", slow);
    await page.goto("/");
    await widget(page, "Tasks").getByRole("textbox").waitFor();
    const seen = await until("some frames", async () => {
      const frames = await page.evaluate(() => globalThis.seen);
      return frames.length > 10 ? frames : null;
    });
    assert.deepEqual([...new Set(seen)].length, 1, `one look from the first frame on: ${[...new Set(seen)]}`);
    assert.ok(seen[0].startsWith(worn), `${seen[0]} is ${worn}`);
  }
  await page.unroute("**/api/v1/themes/current?*");
  // Asked again, the same tokens cost no bytes.
  const first = await page.request.get("/api/v1/themes/current?scheme=dark&contrast=standard&hour=9");
  const tag = first.headers()["etag"];
  assert.ok(tag);
  const second = await page.request.get("/api/v1/themes/current?scheme=dark&contrast=standard&hour=9", { headers: { "if-none-match": tag } });
  assert.equal(second.status(), 304);
});
