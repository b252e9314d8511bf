/** A board of more widgets than a screen shows: how its frames are asked for, and where they stand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const COUNT = 20;

test("a long board asks for what the screen shows first, and its widgets stand below each other without a gap", async () => {
  const { page } = await set.person();
  const board = await page.evaluate(filled, COUNT);
  const asked = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/frames")) asked.push(request.postDataJSON().widgets.map(({ id }) => id));
  });
  await page.addInitScript(noteGrowth);
  await page.goto(`/boards/${board}`);
  await allDrawn(page);
  const order = await page.locator("[data-widget]").evaluateAll((items) => items.map((item) => item.dataset.widget));
  assert.deepEqual(asked[0], order.slice(0, 6), "what the screen shows is asked for first");
  assert.deepEqual(asked.flat(), order, "each once, in the order of the board");
  assert.ok(asked.length <= 4, `${COUNT} widgets took ${asked.length} requests`);
  const { drawn: before, after } = await page.evaluate(() => globalThis.grown);
  assert.ok(before === 6 || after > 400, `the list below the screen came ${after} ms after the first request, when ${before} of six were drawn`);

  await until("the bricks are laid", () =>
    page.locator("[data-widget] > fanlight-widget").evaluateAll((all) => {
      const boxes = all.map((one) => one.getBoundingClientRect());
      const columns = new Map();
      for (const box of boxes) columns.set(box.left, [...(columns.get(box.left) ?? []), box]);
      return [...columns.values()].every((column) => column.every((box, at) => at === 0 || Math.abs(box.top - column[at - 1].bottom - 26) <= 3));
    }),
  );

  // The frame that cuts off what a widget paints does not hold the host's menu.
  await page.getByRole("button", { name: "Menu of Tasks" }).first().click();
  const [menu, button] = await Promise.all([
    page.getByRole("menu", { name: "Menu of Tasks" }).boundingBox(),
    page.getByRole("button", { name: "Menu of Tasks" }).first().boundingBox(),
  ]);
  assert.ok(Math.abs(menu.y - (button.y + button.height)) < 10 && menu.height > 200, `the menu is below its button: ${JSON.stringify({ menu, button })}`);
});

test("the list does not wait for frames that do not come", async () => {
  const { page } = await set.person();
  const board = await page.evaluate(filled, COUNT);
  let answer;
  const answered = new Promise((done) => (answer = done));
  await page.route("**/frames", async (route) => {
    await answered;
    await route.continue();
  });
  await page.goto(`/boards/${board}`);
  await until("the whole list is there", async () => (await page.locator("[data-widget]").count()) === COUNT);
  answer();
  await allDrawn(page);
});

function allDrawn(page) {
  const drawn = () => page.locator("fanlight-widget").evaluateAll((all) => all.filter((one) => one.shadowRoot?.querySelector(".view")).length);
  return until("all are drawn", async () => (await drawn()) === COUNT);
}

/** In the page, from its beginning: note when the list is longer than a screen, and what is drawn by then. */
function noteGrowth() {
  const watch = new MutationObserver(() => {
    const widgets = [...document.querySelectorAll("[data-widget] > fanlight-widget")];
    if (widgets.length <= 6) return;
    watch.disconnect();
    const first = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/frames"));
    const drawn = widgets.filter((one) => one.shadowRoot?.querySelector(".view")).length;
    globalThis.grown = { drawn, after: performance.now() - (first?.startTime ?? performance.now()) };
  });
  watch.observe(document, { childList: true, subtree: true });
}

/** In the page: make a board with as many Tasks, each with what it asks for. */
async function filled(count) {
  const call = async (path, body) => {
    const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`/api/v1${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { packages } = await call("/packages");
  const { digest, permissions } = packages.find(({ title }) => title === "Tasks");
  const grants = Object.fromEntries(permissions.map(({ capability, scope }) => [capability, scope]));
  const { id } = await call("/boards", { name: "Long" });
  for (let n = 0; n < count; n++) await call(`/boards/${id}/widgets`, { package: digest, grants });
  return id;
}
