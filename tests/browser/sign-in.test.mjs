import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "./scene.mjs";

const set = scene();

test("the printed link signs in once, by its button and not by opening it", async () => {
  // A mail scanner, a chat's preview, and the same person twice: opening spends nothing.
  for (let visit = 0; visit < 3; visit++) {
    const { page } = await set.window();
    await page.goto(set.server.link);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    assert.deepEqual(await page.context().cookies(), [], "no session without the button");
  }

  const { page, context } = await set.window();
  await page.goto(set.server.link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Let some light in" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/");
  assert.ok(!page.url().includes("#"), "the token is not in the address");
  await page.goBack().catch(() => {});
  assert.ok(!page.url().includes("#"), "and not in the history");

  const [cookie] = await context.cookies();
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, "Strict");

  const late = await set.window();
  late.faults.allow(/status of (400|401|403|404|410)/);
  await late.page.goto(set.server.link);
  await late.page.getByRole("button", { name: "Sign in" }).click();
  const alert = late.page.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.innerText(), /link/i);
  assert.match(await late.page.getByRole("main").innerText(), /restarting the server/i);
  assert.equal(await late.page.getByRole("button", { name: "Sign in" }).count(), 0, "a dead link has no button");
  assert.deepEqual(await late.context.cookies(), []);
});

test("without a session every page leads to the sign-in, which says how", async () => {
  const { page, faults } = await set.window();
  faults.allow(/status of 401/);
  for (const path of ["/", "/gallery", "/activity", "/boards/any", "/install/any"]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: "Sign in to Fanlight" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/sign-in");
  }
  assert.match(await page.getByRole("main").innerText(), /terminal where fanlight serve is running/);
});

test("signing out ends the session, also for a window that kept the cookie", async () => {
  const own = await set.window();
  await set.server.kill();
  await set.server.restart(); // for a new link
  await own.page.goto(set.server.link);
  await own.page.getByRole("button", { name: "Sign in" }).click();
  await own.page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  const kept = await set.another(own);
  await kept.page.goto("/");
  await kept.page.getByText("Live", { exact: true }).waitFor();
  kept.faults.allow(/status of 401/);

  await own.page.getByRole("button", { name: "Account" }).click();
  await own.page.getByRole("menuitem", { name: "Sign out" }).click();
  await own.page.getByRole("heading", { level: 1, name: "Sign in to Fanlight" }).waitFor();
  await kept.page.goto("/gallery");
  await kept.page.getByRole("heading", { level: 1, name: "Sign in to Fanlight" }).waitFor();
});
