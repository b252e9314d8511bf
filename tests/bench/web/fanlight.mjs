/** Our side: the released server with widgets that were installed through its API, and the board as anyone opens it. */
import { readFile } from "node:fs/promises";
import { openWindow } from "../../browser/browser.mjs";
import { signIn } from "../../browser/person.mjs";
import { Server } from "../../browser/server.mjs";

const GUESTS = new URL("../../../host/assets/guests/", import.meta.url);
/** Of each guest: the button that is clicked. */
const BUTTONS = { counter: "more", "bench-view": "again" };

export class Fanlight {
  name = "Fanlight";
  address = "/";
  #browser;
  #server;
  #state;
  #button;

  static async start(browser, { widgets, guest }) {
    const side = new Fanlight();
    side.#browser = browser;
    side.#server = await Server.start();
    side.#button = BUTTONS[guest];
    side.widgets = widgets;
    side.version = `Chromium ${browser.version()}`;
    const window = await openWindow(browser, side.#server);
    await signIn(window.page, side.#server);
    side.#state = { cookies: (await window.context.storageState()).cookies, origins: [] };
    await install(window.page, await readFile(new URL(`${guest}.wasm`, GUESTS)), widgets);
    await window.context.close();
    return side;
  }

  async page() {
    const { page } = await openWindow(this.#browser, this.#server, { storageState: this.#state });
    await page.addInitScript(watch, this.widgets);
    return page;
  }

  /** What one widget came to in the browser: markup and style, for the other side to show the same. */
  async drawn() {
    const page = await this.page();
    await page.goto(this.address);
    await page.waitForFunction(() => globalThis.board?.all !== undefined, undefined, { timeout: 60_000 });
    const copied = await page.evaluate((key) => {
      const root = document.querySelector("fanlight-widget").shadowRoot;
      const css = [...root.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
      const article = root.querySelector("article").cloneNode(true);
      article.querySelector("slot")?.remove();
      article.querySelector(`[data-key="${key}"]`).id = "pressed";
      return { css, html: article.outerHTML };
    }, this.#button);
    await page.context().close();
    return copied;
  }

  async press(page, n) {
    const widget = page.locator("fanlight-widget").nth(n);
    const button = widget.locator(`[data-key="${this.#button}"]`);
    await button.scrollIntoViewIfNeeded();
    await widget.evaluate((element) => {
      globalThis.took = new Promise((done) => {
        let clicked;
        element.addEventListener("click", (event) => (clicked = event.timeStamp), { once: true, capture: true });
        const figure = element.shadowRoot.querySelector("dd");
        const before = figure.textContent;
        const seen = new MutationObserver(() => {
          if (clicked === undefined || element.shadowRoot.querySelector("dd").textContent === before) return;
          seen.disconnect();
          globalThis.presented(() => done(performance.now() - clicked));
        });
        seen.observe(element.shadowRoot, { childList: true, characterData: true, subtree: true });
      });
    });
    await button.click();
    return page.evaluate(() => globalThis.took);
  }

  stop() {
    return this.#server.stop();
  }
}

async function install(page, bytes, count) {
  await page.evaluate(
    async ({ base64, count }) => {
      const call = async (path, init) => {
        const answer = await fetch(`/api/v1${path}`, init);
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      };
      const body = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const { digest, permissions } = await call("/packages", { method: "POST", headers: { "content-type": "application/wasm" }, body });
      const grants = Object.fromEntries(permissions.map(({ capability, scope }) => [capability, scope]));
      const { home_board: board } = await call("/account");
      const headers = { "content-type": "application/json" };
      for (let n = 0; n < count; n++) {
        await call(`/boards/${board}/widgets`, { method: "POST", headers, body: JSON.stringify({ package: digest, grants }) });
      }
    },
    { base64: bytes.toString("base64"), count },
  );
}

/** In the page: note when the widgets are drawn. It looks once in each frame of the browser, and stops when all are there. */
function watch(count) {
  globalThis.board = {};
  /** After the next frame of the browser. */
  globalThis.presented = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  const drawn = (widget) => widget.shadowRoot?.querySelector(".view") != null;
  const visible = (widget) => {
    const { top, bottom } = widget.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const look = () => {
    const widgets = [...document.querySelectorAll("fanlight-widget")];
    const waiting = widgets.filter((widget) => !drawn(widget));
    const { board } = globalThis;
    // The list comes in slices: what is not in it yet stands below what is.
    const full = widgets.length === count || (widgets.length > 0 && !visible(widgets.at(-1)));
    if (board.onScreen === undefined && full && !waiting.some(visible)) {
      board.onScreen = 0;
      globalThis.presented(() => (board.onScreen = performance.now()));
    }
    if (widgets.length === count && waiting.length === 0) {
      globalThis.presented(() => (board.all = performance.now()));
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
