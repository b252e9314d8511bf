/**
 * Sandboxed iframes of Chromium in the comparison of `tests/bench/compare`: `srcdoc` and `sandbox="allow-scripts"`. A fresh one runs the
 * widget, builds its fifty elements and posts the JSON; a warm one is sent the question again and does the same.
 * Nothing limits what a frame does: the page takes a frame that loops away when its budget is over, which is all that a page can do.
 */
import { openBrowser } from "../../../browser/browser.mjs";
import { PATIENCE, answer, question, widget } from "./answer.mjs";

const browser = await openBrowser();

const document = `<!doctype html><meta charset="utf-8"><title>Widget</title><body><script>${widget}
  function build({ node, children = [], text, label, spans = [] }) {
    const element = document.createElement(node);
    element.append(text ?? label ?? "", ...spans.map((span) => span.text ?? new Date(span.at).toISOString()), ...children.map(build));
    return element;
  }
  function draw(question) {
    const output = render(question);
    document.body.replaceChildren(build(JSON.parse(output)));
    parent.postMessage(output, "*");
  }
  addEventListener("message", ({ data }) => {
    if (data === "loop") for (;;);
    draw(data);
  });
  draw(${JSON.stringify(question)});
</script>`;

/** In the page: frames are opened and asked here. */
function host(document) {
  const said = (frame) =>
    new Promise((done) => {
      const hear = ({ source, data }) => {
        if (source !== frame.contentWindow) return;
        removeEventListener("message", hear);
        done(data);
      };
      addEventListener("message", hear);
    });
  globalThis.openFrame = async () => {
    const frame = Object.assign(globalThis.document.createElement("iframe"), { srcdoc: document });
    frame.sandbox = "allow-scripts";
    globalThis.document.body.append(frame);
    return { frame, output: await said(frame) };
  };
  globalThis.ask = (frame, question) => {
    const answered = said(frame);
    frame.contentWindow.postMessage(question, "*");
    return answered;
  };
  globalThis.timed = async (ms, call) => {
    const [start, us] = [performance.now(), []];
    while (performance.now() - start < ms) {
      const from = performance.now();
      await call();
      us.push((performance.now() - from) * 1_000);
    }
    return { us };
  };
}

async function openPage() {
  const page = await (await browser.newContext()).newPage();
  await page.evaluate(host, document);
  return page;
}

const page = await openPage();

await answer({
  output: () => page.evaluate(async () => {
    const { frame, output } = await openFrame();
    frame.remove();
    return { output };
  }),
  fresh: ({ ms }) => page.evaluate((ms) => timed(ms, async () => (await openFrame()).frame.remove()), ms),
  warm: ({ ms }) => page.evaluate(async ({ ms, question }) => {
    const { frame } = await openFrame();
    const found = await timed(ms, () => ask(frame, question));
    frame.remove();
    return found;
  }, { ms, question }),
  keep: ({ count }) => page.evaluate(async (count) => {
    for (let n = 0; n < count; n++) await openFrame();
    return { kept: globalThis.document.querySelectorAll("iframe").length };
  }, count),
  runaway: async ({ budget, neighbour }) => {
    const page = await openPage();
    const found = await page.evaluate(async ({ neighbour, question, budget, patience }) => {
      const after = (ms) => new Promise((done) => setTimeout(done, ms));
      const [loops, other] = [(await openFrame()).frame, (await openFrame()).frame];
      const start = performance.now();
      loops.contentWindow.postMessage("loop", "*");
      setTimeout(() => loops.remove(), budget);
      await after(neighbour);
      const waited = await Promise.race([ask(other, question).then(() => performance.now() - start - neighbour), after(patience)]);
      return { gone: null, waited: waited ?? null };
    }, { neighbour, question, budget, patience: PATIENCE });
    await page.context().close();
    return found;
  },
});
await browser.close();
