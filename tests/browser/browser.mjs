/** Chromium, and windows that notice everything that went wrong in them. */
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** Longest wait for what a page is about to show, in milliseconds. Generous: machines of CI are busy. */
export const PATIENCE = 10_000;

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium of the test's own; close it when done. */
export function openBrowser() {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: !root,
    args: root ? [...flags, "--no-sandbox"] : flags,
  });
}

/** What went wrong in a window: violations of the page's policy, errors and warnings on its console, uncaught errors. */
export class Faults {
  #found = [];
  #allowed = [];

  /** The test provokes what this matches, for instance an answer of 409, which Chromium puts on the console. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  add(words) {
    this.#found.push(words);
  }

  /** Fail unless all that went wrong was provoked. */
  check() {
    const ours = [...new Set(this.#found)].filter((words) => !this.#allowed.some((pattern) => pattern.test(words)));
    assert.deepEqual(ours, [], "nothing on the console, no violation, no uncaught error");
  }
}

/**
 * A window in a profile of its own (cookies, storage).
 * `options` are those of Playwright's `newContext`, such as `colorScheme`, `viewport` or `storageState`.
 */
export async function openWindow(browser, server, options = {}) {
  const context = await browser.newContext({
    baseURL: server.origin,
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const faults = new Faults();
  await context.exposeBinding("toldOfViolation", (_, words) => faults.add(words));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.toldOfViolation(`violation of ${event.effectiveDirective}: ${event.blockedURI} ${event.sample} ${event.sourceFile}`);
    });
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.add(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => faults.add(`uncaught: ${error.error().stack ?? error.error()}`));
  const page = await context.newPage();
  return { context, page, faults };
}

/** Another window of the same person, in a profile of its own: it has the session's cookie and nothing else. */
export async function openAnother(browser, server, context, options = {}) {
  return openWindow(browser, server, { ...options, storageState: await context.storageState() });
}

/** Ask until the answer is not false, null or undefined, and return it; `what` says what was waited for. */
export async function until(what, ask, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (Date.now() > end) assert.fail(`not within ${patience} ms: ${what}`);
    await new Promise((soon) => setTimeout(soon, 20));
  }
}
