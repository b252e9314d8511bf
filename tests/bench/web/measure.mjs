/**
 * What is measured, in the same way for both sides. A side has `page(setup)`, which opens a window that is ready to go to `address`,
 * and `press(page, n)`, which puts the n-th widget on the screen, clicks its button as a person does and says how long it took.
 *
 * Each side's pages keep `globalThis.board`: `drawn` widgets, `onScreen` and `all`, milliseconds from the navigation to the first
 * frame of the browser after what is on the screen, or all of it, was drawn.
 */

/** Longest wait for a board, in milliseconds. */
const PATIENCE = 60_000;

async function patient(side) {
  const page = await side.page();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** From the navigation to a board that is drawn. */
export async function load(side) {
  const page = await patient(side);
  try {
    await page.goto(side.address, { waitUntil: "commit" });
    return await drawn(page);
  } finally {
    await page.context().close();
  }
}

async function drawn(page) {
  await page.waitForFunction(() => globalThis.board?.all !== undefined, undefined, { timeout: PATIENCE });
  return page.evaluate(() => ({
    contentful: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    onScreen: globalThis.board.onScreen,
    all: globalThis.board.all,
  }));
}

/** The longest task on any main thread of the page and its frames, from the navigation until half a second after all is drawn. */
export async function longest(browser, side) {
  const page = await patient(side);
  try {
    await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"] });
    await page.goto(side.address, { waitUntil: "commit" });
    await drawn(page);
    await page.waitForTimeout(500);
    const trace = JSON.parse(String(await browser.stopTracing()));
    return longestOf(trace.traceEvents);
  } finally {
    await page.context().close();
  }
}

function longestOf(events) {
  // A new window makes the browser load pages of its own too, such as the list below its address bar: theirs are not the page's tasks.
  const committed = events.filter((e) => e.name === "FrameCommittedInBrowser").map((e) => e.args.data);
  const showing = new Set(committed.filter((frame) => frame.url.startsWith("http")).map((frame) => frame.processId));
  const threads = events.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain" && showing.has(e.pid));
  const main = new Set(threads.map((e) => `${e.pid} ${e.tid}`));
  const tasks = events.filter((e) => e.ph === "X" && e.name.endsWith("RunTask") && main.has(`${e.pid} ${e.tid}`));
  if (tasks.length === 0) throw new Error("the trace has no tasks: this Chromium calls them otherwise");
  // On a busy machine a task is long because it waits for a core: its own CPU time says what is the page's doing.
  return { loading: Math.max(...tasks.map((task) => task.dur)) / 1_000, cpu: Math.max(...tasks.map((task) => task.tdur ?? task.dur)) / 1_000 };
}

/** Clicks, one after the other, spread over the whole board. */
export async function clicks(side, count) {
  const page = await patient(side);
  try {
    await page.goto(side.address);
    await drawn(page);
    const times = [];
    // The first few teach the browser the code of this path, as with the loads.
    for (let n = -5; n < count; n++) {
      const took = await side.press(page, Math.abs(n * 7) % side.widgets);
      if (n >= 0) times.push(took);
    }
    return times;
  } finally {
    await page.context().close();
  }
}
