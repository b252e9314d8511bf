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

/**
 * From the navigation to a board that is drawn. `longest` is the longest of the tasks that the browser itself calls long, those over 50 ms,
 * in the page or any frame of it until half a second after that; 0 when there was none. Nothing is traced: that alone made some of them.
 */
export async function load(side) {
  const page = await patient(side);
  try {
    await page.addInitScript(noteLongTasks);
    await page.goto(side.address, { waitUntil: "commit" });
    const times = await drawn(page);
    await page.waitForTimeout(500);
    const tasks = await Promise.all(page.frames().map((frame) => frame.evaluate(() => globalThis.longTasks)));
    if (tasks.some((noted) => !noted)) throw new Error("a frame did not note its long tasks: this browser knows none");
    return { ...times, longest: Math.max(0, ...tasks.flat()) };
  } finally {
    await page.context().close();
  }
}

/** In each frame, before anything else. */
function noteLongTasks() {
  if (!PerformanceObserver.supportedEntryTypes.includes("longtask")) return;
  globalThis.longTasks = [];
  const noted = (list) => globalThis.longTasks.push(...list.getEntries().map((task) => task.duration));
  new PerformanceObserver(noted).observe({ type: "longtask", buffered: true });
}

async function drawn(page) {
  await page.waitForFunction(() => globalThis.board?.all !== undefined, undefined, { timeout: PATIENCE });
  return page.evaluate(() => ({
    contentful: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    onScreen: globalThis.board.onScreen,
    all: globalThis.board.all,
  }));
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
