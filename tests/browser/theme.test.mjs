import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { install, review, wear, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

/** The value of a custom property of the page. */
const token = (page, name) => page.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), name);
const background = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);

/** Everything that gives the host's own elements their looks, the pictures of packages aside. */
function looks(page, within) {
  return page.locator(within).evaluate((root) => {
    const names = ["color", "backgroundColor", "borderTopColor", "fontFamily", "fontSize", "fontWeight", "boxShadow", "borderRadius", "padding"];
    return [root, ...root.querySelectorAll("*")].map((element) => {
      const style = getComputedStyle(element);
      return `${element.tagName} ${names.map((name) => style[name]).join(" | ")}`;
    });
  });
}

const apply = (page) => wear(page, "Daylight");

test("a theme colours widgets and board, at once in every window, and nothing where the person decides", async () => {
  const own = await set.person({ colorScheme: "light" });
  const { page } = own;
  await install(page, "Tasks");
  const other = await set.another(own, { colorScheme: "light" });
  await other.page.goto("/");
  const card = widget(other.page, "Tasks");
  await card.getByRole("textbox").waitFor();
  const before = {
    canvas: await token(other.page, "--fl-color-canvas"),
    ground: await background(other.page.locator(".board-ground")),
    add: await background(card.getByRole("button", { name: "Add", exact: true })),
    header: await looks(other.page, "header.topbar"),
    provenance: await card.locator("header.provenance").evaluate((element) => getComputedStyle(element).color),
  };
  await review(page, "Notes insight");
  const consent = await looks(page, "main");

  await apply(page);
  await until("the other window wears it", async () => (await token(other.page, "--fl-color-canvas")) !== before.canvas);
  await until("the ground changed", async () => (await background(other.page.locator(".board-ground"))) !== before.ground);
  await until("the widget changed", async () => (await background(card.getByRole("button", { name: "Add", exact: true }))) !== before.add);
  assert.deepEqual(await looks(other.page, "header.topbar"), before.header, "the host's header is as before");
  assert.equal(await card.locator("header.provenance").evaluate((element) => getComputedStyle(element).color), before.provenance);
  await review(page, "Notes insight");
  assert.deepEqual(await looks(page, "main"), consent, "the consent page is as before");
  const names = await page.evaluate(() => [...document.documentElement.style]);
  assert.ok(names.length > 10 && names.every((name) => name.startsWith("--fl-")), `only tokens are set: ${names}`);

  await page.getByRole("link", { name: "Gallery" }).click();
  await page.getByRole("button", { name: "Remove Daylight" }).click();
  await until("the default is back", async () => (await token(other.page, "--fl-color-canvas")) === before.canvas);
});

test("the theme follows light and dark, by the system and by choice, and stays readable", async () => {
  const { page } = await set.person({ colorScheme: "light" });
  await apply(page);
  await page.getByRole("link", { name: "Board", exact: true }).click();
  const add = widget(page, "Tasks").getByRole("button", { name: "Add", exact: true });
  await add.waitFor();
  const light = await token(page, "--fl-color-canvas");
  assert.ok(lightness(light) > 0.9, light);
  await page.emulateMedia({ colorScheme: "dark" });
  await until("dark by the system", async () => lightness(await token(page, "--fl-color-canvas")) < 0.3);
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitemradio", { name: "Light", exact: true }).click();
  await until("light by choice", async () => (await token(page, "--fl-color-canvas")) === light);
  await page.reload();
  await until("the choice is remembered", async () => (await token(page, "--fl-color-canvas")) === light);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitemradio", { name: "Dark", exact: true }).click();
  await until("dark by choice", async () => lightness(await token(page, "--fl-color-canvas")) < 0.3);
});

test("the theme gives tokens at every hour, in light and dark, at either contrast", async () => {
  const { page } = await set.person();
  await apply(page);
  const faulty = [];
  for (const contrast of ["standard", "more"]) {
    for (const scheme of ["light", "dark"]) {
      for (let hour = 0; hour < 24; hour++) {
        const answer = await page.request.get(`/api/v1/themes/current?scheme=${scheme}&contrast=${contrast}&hour=${hour}`);
        const theme = await answer.json();
        if (!answer.ok() || theme.error || !theme.tokens.color.canvas) faulty.push(`${scheme} ${contrast} ${hour}: ${JSON.stringify(theme.error)}`);
      }
    }
  }
  assert.deepEqual(faulty, []);
});

test("the host's own pages follow light and dark without any theme", async () => {
  const { page } = await set.person({ colorScheme: "dark" });
  await page.goto("/gallery");
  await page.getByRole("heading", { level: 1, name: "Gallery" }).waitFor();
  const header = page.locator("header.topbar");
  const dark = await looks(page, "main");
  const darkHeader = await background(header);
  await page.emulateMedia({ colorScheme: "light" });
  await until("a light header", async () => (await background(header)) !== darkHeader);
  const light = await looks(page, "main");
  assert.notDeepEqual(light, dark);
});

/** How light a colour is, 0 to 1: of `oklch(…)`, or of `#rrggbb` by its brightest channel. */
function lightness(color) {
  const oklch = /^oklch\(([0-9.]+)/.exec(color);
  if (oklch) return Number(oklch[1]);
  const channels = /^#(..)(..)(..)$/.exec(color)?.slice(1).map((pair) => Number.parseInt(pair, 16) / 255) ?? [Number.NaN];
  return Math.max(...channels);
}
