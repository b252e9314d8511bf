/** `<fanlight-widget>` in a page of another app, as docs/tutorial-embedder.md has it: its own users, its own policy, Fanlight behind a path. */
import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { once } from "node:events";
import { after, test } from "node:test";
import { until } from "./browser.mjs";
import { scene } from "./scene.mjs";

const set = scene();
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";
const PREFIX = "/fanlight";

/** The app: pages of its own, and the two paths that it passes on. */
class App {
  origin = "";
  /** What is in its page. */
  body = "";
  html = "";
  #owner = "";
  #http = createServer((from, to) => {
    if (!from.url.startsWith(`${PREFIX}/`)) {
      const page = `<!doctype html><html ${this.html}><title>App</title><h1>App</h1>${this.body}
        <script type="module" src="${PREFIX}/assets/fanlight-widget.js"></script>`;
      to.writeHead(from.url === "/" ? 200 : 204, { "content-type": "text/html", "content-security-policy": POLICY }).end(page);
      return;
    }
    const address = set.server.origin + from.url.slice(PREFIX.length);
    const on = request(address, { method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode, answer.headers);
      answer.pipe(to);
    });
    on.on("error", () => to.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"));
    to.on("close", () => on.destroy());
    from.pipe(on);
  });

  /** Begin, with the link that the server printed, which works once. */
  start = () => (this.#started ??= this.#start());
  #started = null;

  async #start() {
    this.#http.listen(0, "127.0.0.1");
    await once(this.#http, "listening");
    this.origin = `http://127.0.0.1:${this.#http.address().port}`;
    this.#owner = (await this.#spend(set.server.link)).split(";")[0];
  }

  stop() {
    this.#http.closeAllConnections();
    this.#http.close();
  }

  /** A request of the app's own to Fanlight. */
  async ask(method, path, body, cookie = this.#owner) {
    const { origin } = set.server;
    const headers = { origin, cookie, ...(body && { "content-type": "application/json" }) };
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer;
  }

  json = async (...asked) => (await this.ask(...asked)).json();

  async #spend(link) {
    return (await this.ask("POST", "/session", { token: new URL(link).hash.slice(1) }, "")).headers.get("set-cookie");
  }

  /** A new member. */
  async invite(name) {
    const { member, link } = await this.json("POST", "/members", { name });
    return { id: member.id, cookie: await this.#spend(link) };
  }

  /** A further session of a member. */
  async session(id) {
    return this.#spend((await this.json("POST", `/members/${id}/link`)).link);
  }

  /** A widget on a board of the owner's that all may use. */
  async widget(name, grants, shared = "use") {
    const { packages } = await this.json("GET", "/packages");
    const board = await this.json("POST", "/boards", { name });
    await this.ask("PATCH", `/boards/${board.id}`, { shared });
    const { digest } = packages.find((one) => one.name === name);
    return (await this.json("POST", `/boards/${board.id}/widgets`, { package: digest, grants })).id;
  }
}

const app = new App();
after(() => app.stop());

/** A window in which the app has signed somebody in. */
async function visitor(cookie, options = {}) {
  const window = await set.window({ baseURL: app.origin, ...options });
  await give(window, cookie);
  await window.page.goto("/");
  return window;
}

async function give(window, cookie) {
  const [name, value] = cookie.split(";")[0].split("=");
  await window.context.addCookies([{ name, value, url: app.origin, httpOnly: true, sameSite: "Strict" }]);
}

const element = (id) => `<fanlight-widget widget="${id}" base="${PREFIX}/"><button slot="remedy">Ask Eve</button></fanlight-widget>`;

test("it is drawn and used under the policy of the page, follows its language, direction and scheme, and touches nothing else", async () => {
  await app.start();
  const [tasks, clock] = [await app.widget("tasks", { storage: {} }), await app.widget("clock", {})];
  const { cookie } = await app.invite("Ann");
  app.html = 'lang="de" dir="ltr"';
  app.body = element(tasks) + element(clock);
  const { page } = await visitor(cookie, { colorScheme: "dark" });
  const [first, second] = [page.locator("fanlight-widget").nth(0), page.locator("fanlight-widget").nth(1)];
  await first.getByText("von Fanlight").waitFor();
  await second.getByText("%").first().waitFor();
  await first.getByRole("textbox").fill("Water the fern");
  await page.keyboard.press("Enter");
  await first.getByRole("checkbox", { name: "Water the fern" }).waitFor();
  assert.deepEqual(
    await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.body.children.length]),
    ["de", "ltr", 4],
    "a heading, two widgets and the script",
  );

  // The page says nothing of a scheme, so it is light, whatever the system wishes.
  const ground = () => first.evaluate((one) => getComputedStyle(one.shadowRoot.querySelector(".body")).backgroundColor);
  const asked = () => page.waitForRequest((one) => /scheme=|frames$/.test(one.url()));
  const light = await ground();
  const [request] = await Promise.all([asked(), page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "dark"))]);
  assert.match(request.url() + (request.postData() ?? ""), /scheme\W+dark/);
  assert.notEqual(await ground(), light);

  await page.evaluate(() => Object.assign(document.documentElement, { lang: "he", dir: "rtl" }));
  await first.getByText("by Fanlight").waitFor();
  await until("the view is mirrored", () => first.evaluate((one) => one.shadowRoot.querySelector(".view").dir === "rtl"));

  // Taken out and put back, it goes on.
  await first.evaluate((one) => {
    const { parentNode, nextSibling } = one;
    one.remove();
    parentNode.insertBefore(one, nextSibling);
  });
  await first.getByRole("checkbox", { name: "Water the fern" }).click();
  await first.getByText("1 done").waitFor();
});

test("a pause and a permission that lacks are told by themselves, with what the page has for them", async () => {
  await app.start();
  const [tasks, poor] = [await app.widget("tasks", { storage: {} }), await app.widget("tasks", {})];
  const { cookie } = await app.invite("Bea");
  [app.html, app.body] = ['lang="en"', element(tasks) + element(poor)];
  const { page } = await visitor(cookie);
  const [first, second] = [page.locator("fanlight-widget").nth(0), page.locator("fanlight-widget").nth(1)];
  await second.getByText("Not allowed", { exact: true }).waitFor();
  await second.getByRole("button", { name: "Ask Eve" }).waitFor();
  await first.getByRole("textbox").waitFor();
  assert.equal(await first.getByRole("button", { name: "Ask Eve" }).isVisible(), false);
  await app.ask("PATCH", `/widgets/${tasks}`, { paused: true });
  await first.getByText("It does nothing until it is resumed.").waitFor();
  await first.getByRole("button", { name: "Ask Eve" }).waitFor();
  await app.ask("PATCH", `/widgets/${tasks}`, { paused: false });
  await first.getByText("It does nothing").waitFor({ state: "detached" });
});

test("whose session has ended is told apart, and goes on with a new one", async () => {
  await app.start();
  const tasks = await app.widget("tasks", { storage: {} });
  const { id, cookie } = await app.invite("Cid");
  app.body = element(tasks);
  const window = await visitor(cookie);
  const { page, faults } = window;
  faults.allow(/401/);
  const widget = page.locator("fanlight-widget");
  await widget.getByRole("textbox").waitFor();
  const told = page.evaluate(() => new Promise((done) => addEventListener("fanlight-signed-out", () => done(true), { once: true })));
  await app.ask("DELETE", "/session", undefined, cookie.split(";")[0]);
  assert.ok(await told, "without anybody's click");
  await page.reload();
  await widget.getByText("Sign in first").waitFor();
  assert.equal(await widget.getByText("link that the server printed").count(), 0, "which is no use in this page");
  await give(window, await app.session(id));
  await widget.evaluate((one) => one.reload());
  await widget.getByRole("textbox").waitFor();
});

test("what does not fit is said: a wrong id, another origin, a server that is gone and comes back", async () => {
  await app.start();
  const tasks = await app.widget("tasks", { storage: {} });
  const { cookie } = await app.invite("Dan");
  app.body = element("nothing");
  const { page, faults } = await visitor(cookie);
  faults.allow(/404|502|connect-src|Content Security Policy|own origin/);
  const widget = page.locator("fanlight-widget");
  const problem = () => page.evaluate(() => new Promise((done) => addEventListener("fanlight-problem", (event) => done(event.detail.status), { once: true })));
  await widget.getByText("There is no such widget here.").waitFor();
  await widget.evaluate((one, id) => (one.widget = id), tasks);
  await widget.getByRole("textbox").waitFor();
  const [status] = await Promise.all([problem(), widget.evaluate((one, origin) => (one.base = origin), set.server.origin)]);
  assert.equal(status, 0);

  await page.reload();
  await widget.getByText("There is no such widget here.").waitFor();
  await set.server.kill();
  await widget.evaluate((one, id) => (one.widget = id), tasks);
  await widget.getByText("Fanlight did not answer").waitFor();
  await set.server.restart();
  await widget.getByRole("textbox").waitFor();
});
