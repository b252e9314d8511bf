import assert from "node:assert/strict";
import { test } from "node:test";
import { install, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const TRUSTED = /TrustedHTML|TrustedScript|trusted-types/i;

test("the page refuses markup from strings, whoever writes it", async () => {
  const { page, faults } = await set.person();
  faults.allow(TRUSTED);
  const thrown = await page.evaluate(() => {
    const tries = {
      innerHTML: () => (document.body.innerHTML = "<b>x</b>"),
      outerHTML: () => (document.body.outerHTML = "<body>x</body>"),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"),
      write: () => document.write("<b>x</b>"),
      "script text": () => (document.createElement("script").text = "alert(1)"),
      "script src": () => (document.createElement("script").src = "data:,alert(1)"),
      "new policy": () => trustedTypes.createPolicy("mine", { createHTML: (text) => text }),
      "the policy again": () => trustedTypes.createPolicy("lit-html", { createHTML: (text) => text }),
    };
    return Object.fromEntries(Object.entries(tries).map(([name, attempt]) => {
      try {
        attempt();
        return [name, "nothing"];
      } catch (error) {
        return [name, error.name];
      }
    }));
  });
  assert.deepEqual(new Set(Object.values(thrown)), new Set(["TypeError"]), JSON.stringify(thrown));
});

test("inline scripts, handlers, styles, frames and foreign addresses are blocked", async () => {
  const { page, faults } = await set.person();
  faults.allow(/Content Security Policy|violation of|TrustedScript|ERR_BLOCKED_BY_CSP/i);
  const blocked = await page.evaluate(async () => {
    const found = [];
    addEventListener("securitypolicyviolation", (event) => found.push(event.effectiveDirective));
    // As text nodes, past Trusted Types' sinks, so that script-src itself is what refuses.
    const script = document.createElement("script");
    script.append("globalThis.ran = 'inline'");
    document.head.append(script);
    const style = document.createElement("style");
    style.append("body { display: none }");
    document.head.append(style);
    const image = new Image();
    image.src = "https://example.invalid/beacon.png";
    document.body.append(image);
    const frame = document.createElement("iframe");
    frame.src = "https://example.invalid/";
    document.body.append(frame);
    await fetch("https://example.invalid/").catch(() => {});
    await new Promise((reported) => setTimeout(reported, 300));
    return { found, ran: globalThis.ran ?? null, shown: getComputedStyle(document.body).display };
  });
  assert.equal(blocked.ran, null, "the inline script did not run");
  assert.notEqual(blocked.shown, "none", "the inline style did not apply");
  for (const directive of ["style-src-elem", "img-src", "frame-src", "connect-src"]) {
    assert.ok(blocked.found.includes(directive), `${directive} in ${blocked.found}`);
  }
  assert.ok(blocked.found.some((name) => /^(script-src|require-trusted-types-for)/.test(name)), `${blocked.found}`);
});

test("no other page can frame it, and it is told about no other page", async () => {
  const { page, context } = await set.person();
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await install(page, "Tasks");
  await page.reload();
  await widget(page, "Tasks").getByRole("textbox").waitFor();
  assert.ok(answers.length > 5);
  for (const answer of answers) {
    const headers = answer.headers();
    const about = `${answer.request().method()} ${new URL(answer.url()).pathname}`;
    assert.equal(new URL(answer.url()).origin, set.server.origin, `${about} is the server's own`);
    const policy = headers["content-security-policy"] ?? "";
    assert.match(policy, /default-src 'none'/, about);
    assert.match(policy, /frame-ancestors 'none'/, about);
    assert.match(policy, /require-trusted-types-for 'script'/, about);
    assert.doesNotMatch(policy, /unsafe|\*|data:|blob:/, about);
    assert.equal(headers["x-content-type-options"], "nosniff", about);
    assert.equal(headers["x-frame-options"], "DENY", about);
    assert.equal(headers["referrer-policy"], "strict-origin-when-cross-origin", about);
    assert.equal(headers["cross-origin-opener-policy"], "same-origin", about);
    assert.match(headers["permissions-policy"] ?? "", /camera=\(\)/, about);
  }
  // No script of the page can read the session.
  assert.equal(await page.evaluate(() => document.cookie), "");
  assert.equal((await context.cookies()).length, 1);
});

test("a click from a foreign page changes nothing", async () => {
  const own = await set.person();
  const { page, context, faults } = own;
  await page.goto("/");
  await widget(page, "Tasks").getByRole("textbox").waitFor();
  const id = await page.locator("fanlight-widget").first().getAttribute("widget");
  const foreign = await context.newPage();
  faults.allow(/foreign\.test|CORS|ERR_FAILED|status of (401|403)/);
  await foreign.route("http://foreign.test/", (route) => route.fulfill({ contentType: "text/html", body: "<h1>foreign</h1>" }));
  await foreign.goto("http://foreign.test/");
  const address = `${set.server.origin}/api/v1/widgets/${id}`;
  await foreign.evaluate(async (address) => {
    await fetch(`${address}?data=delete`, { method: "DELETE", credentials: "include" }).catch(() => {});
    await fetch(`${address}/events`, { method: "POST", credentials: "include", mode: "no-cors", body: "{}" }).catch(() => {});
  }, address);
  await page.reload();
  await widget(page, "Tasks").getByRole("textbox").waitFor();
});
