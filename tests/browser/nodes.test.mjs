import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { until } from "./browser.mjs";
import { contract, gathered, image, sections, show } from "./nodes.mjs";
import { install, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const described = await sections();
const examples = described.flatMap((section) => section.examples);

const screens = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "more contrast": { colorScheme: "light", contrast: "more" },
  "forced colours": { colorScheme: "dark", forcedColors: "active" },
  "right to left": { colorScheme: "light", locale: "ar-EG" },
  "360 px": { colorScheme: "light", viewport: { width: 360, height: 740 }, hasTouch: true },
};

test("docs/NODES.md has a section for every node of the contract, with a picture of each example", async () => {
  assert.deepEqual(described.map(({ name }) => name), await contract());
  for (const { name, examples } of described) assert.ok(examples.length > 0, `${name} has an example`);
  for (const { picture, alt } of examples) {
    assert.ok(alt.length > 3, `${picture} is described`);
    await access(new URL(`../../docs/pictures/nodes/${picture}.png`, import.meta.url));
  }
});

/** Least height of a picture, in pixels, and least share of it that differs from its commonest colour. */
const LOWEST = 32;
const LEAST = 0.005;

test("a picture of docs/NODES.md shows something", async () => {
  const { page } = await set.window();
  for (const { picture } of examples) {
    const file = await readFile(new URL(`../../docs/pictures/nodes/${picture}.png`, import.meta.url), "base64");
    const { height, share } = await page.evaluate(looked, file);
    assert.ok(height >= LOWEST, `${picture} is ${height} px high`);
    assert.ok(share >= LEAST, `${picture} is nearly of one colour: only ${share} of it differs`);
  }
});

/** In the page: height of a PNG, and the share of it that is not of its commonest colour. */
async function looked(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const counts = new Map();
  for (const pixel of new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  return { height, share: 1 - Math.max(...counts.values()) / (width * height) };
}

let installed = false;

/** A widget that shows every example. */
async function everything(options) {
  const window = await set.person(options);
  const { page, context } = window;
  await withAxe(context);
  await page.goto("/");
  await page.getByText("Live", { exact: true }).waitFor();
  if (!installed) await install(page, "Tasks");
  installed = true;
  await show(context, () => gathered(examples), image);
  await page.goto("/");
  const card = page.locator("fanlight-widget").first();
  await card.getByText("Nothing to do").waitFor();
  return { ...window, card };
}

for (const [screen, options] of Object.entries(screens)) {
  test(`every node can be used by everyone: ${screen}`, async () => {
    const { page, card } = await everything(options);
    assert.deepEqual(await violations(page), []);
    const tables = card.locator(".chart-table > summary");
    for (let at = 0; at < (await tables.count()); at++) await tables.nth(at).click();
    assert.deepEqual(await violations(page), [], "with every table behind a chart");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the page is ${wide} px too wide`);
    for (const place of [card.locator(".view"), page.locator("html")]) {
      assert.equal(await place.evaluate((element) => getComputedStyle(element).direction), screen === "right to left" ? "rtl" : "ltr");
    }
    if (screen === "360 px") {
      const small = await card.evaluate((element) =>
        [...element.shadowRoot.querySelectorAll(".view :is(button, select, .input, summary, label.check, label.toggle, label.radio)")]
          .filter((control) => control.getBoundingClientRect().height < 44)
          .map((control) => control.className || control.tagName),
      );
      assert.deepEqual(small, [], "a finger finds every control");
    }
  });
}

const text = (words) => ({ node: "text", spans: [{ span: "plain", text: words, style: "plain" }] });
const list = (...children) => ({ node: "list", ordered: false, children });

/** The first widget of a person's board, which shows `view` instead of its own. */
async function showing(view, options) {
  const { page, context } = await set.person(options);
  await show(context, () => view, image);
  await page.goto("/");
  const card = page.locator("fanlight-widget").first();
  await card.locator(".view > *").first().waitFor();
  return card;
}

test("columns of single signs fit beside each other, and a table that is too wide tells that it scrolls", async () => {
  const columns = [..."ABCDEFGH"].map((title) => ({ title: title.repeat(3), key: null, align: "start", sorted: "none" }));
  const view = { node: "table", caption: "Signs", columns, rows: [columns.map(() => ({ span: "plain", text: "·", style: "muted" }))] };
  const room = (element) => ({ more: element.scrollWidth - element.clientWidth, shade: getComputedStyle(element).backgroundImage.includes("gradient") });
  assert.deepEqual(await (await showing(view, { viewport: { width: 560, height: 800 } })).getByRole("region").evaluate(room), { more: 0, shade: true });
  const { more, shade } = await (await showing(view, { viewport: { width: 360, height: 740 } })).getByRole("region").evaluate(room);
  assert.ok(more > 0 && shade, "on a phone");
});

test("sentences in a list have bullets, boxes have none, and a badge in a card stands where its text begins", async () => {
  const badge = { node: "badge", text: "In stock", tone: "success" };
  const children = [list(text("call Ada")), list(text("☐ milk")), { node: "card", title: null, children: [text("Larch"), badge] }];
  const card = await showing({ node: "column", gap: "medium", align: "stretch", children });
  const styles = await card.locator("li").evaluateAll((items) => items.map((item) => getComputedStyle(item).listStyleType));
  assert.deepEqual(styles, ["disc", "none"]);
  const [words, sign] = await Promise.all([card.locator(".card .text").boundingBox(), card.locator(".badge").boundingBox()]);
  assert.equal(sign.x, words.x);
});

test("figures are written as the viewer reads them, in the viewer's time zone", async () => {
  const at = Date.UTC(2026, 10, 24, 23, 30);
  const spans = [
    { span: "date", at, style: "date" }, { span: "date", at, style: "time" }, { span: "number", value: 1234.5, max_fraction_digits: 1 },
    { span: "percent", value: 0.25 }, { span: "currency", value: 9.5, code: "EUR" }, { span: "relative", at: Date.now() - 3 * 86_400_000 },
  ];
  const view = { node: "column", gap: "small", align: "start", children: spans.map((span) => ({ node: "text", spans: [span] })) };
  const read = async (options) => {
    const { page, context } = await set.person(options);
    await show(context, () => view, image);
    await page.goto("/");
    const texts = page.locator("fanlight-widget").first().locator(".text");
    await texts.first().waitFor();
    return (await texts.allInnerTexts()).map((text) => text.replace(/[\u00a0\u202f]/g, " "));
  };
  assert.deepEqual(await read({ locale: "de-DE", timezoneId: "Asia/Tokyo" }), ["25.11.2026", "08:30", "1.234,5", "25 %", "9,50 €", "vor 3 Tagen"]);
  assert.deepEqual(await read({ locale: "fr-FR", timezoneId: "America/New_York" }), ["24 nov. 2026", "18:30", "1 234,5", "25 %", "9,50 €", "il y a 3 jours"]);
});

test("a link says where it leads and tells nothing; what is not granted is text", async () => {
  const { card } = await everything({ colorScheme: "light" });
  const link = card.getByRole("link", { name: /Read the guide/ });
  assert.match(await link.innerText(), /example\.com/);
  assert.deepEqual(await link.evaluate((a) => [a.href, a.rel, a.target, a.referrerPolicy]), [
    "https://example.com/guide", "noopener noreferrer nofollow", "_blank", "no-referrer",
  ]);
  assert.equal(await card.getByRole("link", { name: /Another place/ }).count(), 0);
  await card.getByText("https://example.org/").waitFor();
});

test("the table behind a chart holds every value, and a keyboard opens it", async () => {
  const { page, card } = await everything({ colorScheme: "light" });
  const chart = card.locator(".chart").filter({ hasText: "Temperature" });
  assert.match(await chart.getByRole("img").getAttribute("aria-label"), /^Line chart, Temperature\. Paris: lowest 8 °C/);
  await chart.locator("summary").focus();
  await page.keyboard.press("Enter");
  const table = chart.getByRole("table");
  await table.waitFor();
  assert.equal(await table.getByRole("row").count(), 11);
  assert.equal((await table.locator("td").allInnerTexts())[10], "—", "a gap is said to be one");
});

// ---- the specimen: a real widget, in which what is entered comes back

let withSpecimen = false;

async function specimen(options) {
  const { page, ...window } = await set.person(options);
  await page.goto("/");
  await page.getByText("Live", { exact: true }).waitFor();
  if (!withSpecimen) {
    await page.getByRole("link", { name: "Gallery" }).click();
    await page.getByRole("heading", { name: "Bring your own" }).waitFor();
    const buffer = await readFile(new URL("../../host/assets/guests/specimen.wasm", import.meta.url));
    await page.getByLabel("Choose a .wasm or .tokens.json file").setInputFiles({ name: "specimen.wasm", mimeType: "application/wasm", buffer });
    await page.getByText(/passed every check/).waitFor();
    await install(page, "Specimen");
    withSpecimen = true;
  }
  const card = widget(page, "Specimen");
  await card.getByRole("tab").first().waitFor();
  return { ...window, page, card, tab: (name) => card.getByRole("tab", { name }) };
}

/** The widget says what was entered last under a key. */
const said = (card, key, what) =>
  until(`${key}: ${what}`, async () => (await card.locator(".text").filter({ hasText: `${key}: ` }).first().innerText()) === `${key}: ${what}`);

test("tabs go by arrows along the line of reading, and stay in front over a redraw", async () => {
  const ahead = { ltr: "ArrowRight", rtl: "ArrowLeft" };
  for (const [direction, locale] of [["ltr", "en-GB"], ["rtl", "ar-EG"]]) {
    const { page, card, tab } = await specimen({ locale });
    await tab("Layout").focus();
    await page.keyboard.press(ahead[direction]);
    assert.equal(await tab("Text").getAttribute("aria-selected"), "true", direction);
    assert.ok(await tab("Text").evaluate((element) => element.getRootNode().activeElement === element));
    await page.keyboard.press("End");
    await card.getByRole("tabpanel", { name: "State" }).waitFor();
    await page.keyboard.press(ahead[direction]);
    await card.getByRole("tabpanel", { name: "Layout" }).waitFor();
    await page.keyboard.press("Tab");
    assert.ok(await card.getByRole("tabpanel").evaluate((element) => element.getRootNode().activeElement === element));
    await tab("Input").click();
    await card.getByRole("button", { name: "Press" }).click();
    await card.getByText(/press: [1-9]/).waitFor();
    assert.equal(await tab("Input").getAttribute("aria-selected"), "true");
  }
});

test("a disclosure stays as a person left it", async () => {
  const { card, tab } = await specimen();
  await tab("Layout").click();
  const details = card.locator("details", { hasText: "What is folded away" });
  await details.locator("summary").press("Enter");
  await card.getByText("It was here all the time.").waitFor();
  await tab("Input").click();
  await card.getByRole("button", { name: "Press" }).click();
  await card.getByText(/press: [1-9]/).waitFor();
  await tab("Layout").click();
  assert.ok(await details.evaluate((element) => element.open));
});

test("radio, slider, select, switch and dates are used by keyboard, and arrive as what they are", async () => {
  const { page, card, tab } = await specimen();
  await tab("Input").click();
  await card.getByRole("radio", { name: "Red" }).first().focus();
  await page.keyboard.press("Space");
  await said(card, "colour", "red");
  await page.keyboard.press("ArrowDown");
  await said(card, "colour", "blue");
  const slider = card.getByRole("slider", { name: "Slider" });
  await slider.focus();
  await page.keyboard.press("End");
  await said(card, "level", "10");
  await page.keyboard.press("ArrowLeft");
  await until("it moved", async () => (await card.locator("output").first().innerText()) !== "10");
  await card.getByRole("combobox", { name: "Select" }).selectOption({ label: "Medium" });
  await said(card, "size", "m");
  await card.getByRole("combobox", { name: "Select" }).selectOption({ index: 0 });
  await said(card, "size", "nothing");
  await card.getByRole("switch", { name: "Toggle" }).focus();
  await page.keyboard.press("Space");
  await said(card, "toggle", "true");
  await card.getByLabel("Date").fill("2026-11-25");
  await card.getByLabel("Date").blur();
  await said(card, "day", "2026-11-25");
  const number = card.getByRole("spinbutton", { name: "Number" });
  await number.fill("7.5");
  await number.press("Tab");
  await said(card, "number", "7.5");
  await number.fill("200");
  await number.press("Tab");
  await until("it says so", async () => (await number.getAttribute("aria-invalid")) === "true");
  assert.ok(await number.evaluate((field) => field.getRootNode().getElementById(field.getAttribute("aria-describedby")).textContent.length > 5));
  await said(card, "number", "7.5");
  await number.fill("");
  await number.press("Tab");
  await said(card, "number", "nothing");
});

test("a form sends every kind of field as it is, and what is half filled in stays over a newer frame", async () => {
  const own = await specimen();
  const { card, tab } = own;
  await tab("Input").click();
  const form = card.locator("form");
  await form.getByRole("textbox", { name: "Name" }).fill("Ada");
  await form.getByRole("textbox", { name: "Remark" }).fill("two\nlines");
  await form.getByRole("spinbutton", { name: "Count" }).pressSequentially("1.50");
  await form.getByRole("combobox", { name: "Size" }).selectOption({ label: "Large" });

  const other = await set.another(own);
  await other.page.goto("/");
  const theirs = widget(other.page, "Specimen");
  await theirs.getByRole("tab", { name: "Input" }).click();
  const before = Number(/\d+/.exec(await card.getByText(/press: \d+/).innerText())[0]);
  await theirs.getByRole("button", { name: "Press" }).click();
  await said(card, "press", String(before + 1));

  assert.equal(await form.getByRole("textbox", { name: "Name" }).inputValue(), "Ada");
  assert.equal(await form.getByRole("spinbutton", { name: "Count" }).inputValue(), "1.50");
  await form.getByRole("spinbutton", { name: "Count" }).fill("3");
  await form.getByLabel("Day").fill("2026-12-01");
  await form.getByRole("checkbox", { name: "Agreed" }).check();
  await form.getByRole("radio", { name: "Blue" }).check();
  await form.getByRole("button", { name: "Send" }).click();
  // A text shows a line break as a space.
  await said(card, "form", "Ada, two lines, 3, 5, 2026-12-01, true, true, l, blue");
});

test("a column's title sorts, and says how", async () => {
  const { page, card, tab } = await specimen();
  await tab("Data").click();
  const header = card.getByRole("columnheader", { name: "What" });
  const before = await header.getAttribute("aria-sort");
  const button = header.getByRole("button");
  await button.focus();
  await page.keyboard.press("Enter");
  await until("it is the other way", async () => !["none", before].includes(await header.getAttribute("aria-sort")));
  assert.ok(await button.evaluate((element) => element.getRootNode().activeElement === element), "it kept the focus");
});
