/**
 * The other side: a page with as many sandboxed iframes. Each shows the markup and the style that one of our widgets came to, as plain
 * HTML, and its script answers the click out of its own memory. That is the best case of this technique: nothing is built by script,
 * nothing is fetched, no server is asked and nothing is kept.
 */
import { createServer } from "node:http";
import { once } from "node:events";

export class Iframes {
  name = "sandboxed iframes";
  #browser;
  #server;

  static async start(browser, { widgets, copied }) {
    const side = new Iframes();
    side.#browser = browser;
    side.widgets = widgets;
    const files = new Map([["/", board(widgets)], ["/widget", widget(copied)]]);
    side.#server = createServer((request, answer) => {
      const body = files.get(request.url.split("?")[0]);
      answer.writeHead(body ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
      answer.end(body ?? "");
    }).listen(0, "127.0.0.1");
    await once(side.#server, "listening");
    side.address = `http://127.0.0.1:${side.#server.address().port}/`;
    return side;
  }

  async page() {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", reducedMotion: "reduce" });
    return context.newPage();
  }

  async press(page, n) {
    const frame = page.locator("iframe").nth(n);
    await frame.scrollIntoViewIfNeeded();
    const took = page.evaluate((n) => new Promise((done) => (globalThis.answered = (from, ms) => from === n && done(ms))), n);
    await frame.contentFrame().locator("#pressed").click();
    return took;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

/** The page: a grid like the board's. Each frame tells that it is drawn, and how long a click took. */
function board(count) {
  const frames = Array.from({ length: count }, (_, n) => `<li><iframe sandbox="allow-scripts" title="Widget ${n}" src="/widget?${n}"></iframe></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Iframes</title><style>
    body { margin: 0 auto; padding: 24px; max-width: 1200px; font: 16px system-ui, sans-serif }
    ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(380px, 1fr)); gap: 24px; margin: 0; padding: 0; list-style: none }
    iframe { display: block; width: 100%; height: 600px; border: 0 }
  </style><script>
    globalThis.board = {};
    const drawn = new Set();
    const visible = (frame) => { const { top, bottom } = frame.getBoundingClientRect(); return bottom > 0 && top < innerHeight };
    addEventListener("message", ({ data, source }) => {
      const frames = [...document.querySelectorAll("iframe")];
      const n = frames.findIndex((frame) => frame.contentWindow === source);
      if (data.took !== undefined) return globalThis.answered?.(n, data.took);
      drawn.add(n);
      const waiting = frames.filter((_, at) => !drawn.has(at));
      if (frames.length !== ${count}) return;
      if (board.onScreen === undefined && !waiting.some(visible)) board.onScreen = performance.now();
      if (waiting.length === 0) board.all = performance.now();
    });
  </script></head><body><h1>Your board</h1><ul>${frames.join("")}</ul></body></html>`;
}

/** One frame's document. */
function widget({ css, html }) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>${css.replaceAll(":host", ":root")} body { margin: 0 }</style></head>
  <body>${html}<script>
    const presented = (then) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = then; c.port2.postMessage(null) });
    const figure = document.querySelector("dd");
    let count = 0;
    document.getElementById("pressed").addEventListener("click", (event) => {
      figure.textContent = String(++count);
      presented(() => parent.postMessage({ took: performance.now() - event.timeStamp }, "*"));
    });
    // A frame that is not on the screen never gets a frame of the browser: what counts is that its document is there.
    addEventListener("load", () => parent.postMessage({ drawn: true }, "*"));
  </script></body></html>`;
}
