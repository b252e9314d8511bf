/** The setting of a test file: one server, one Chromium, and windows that are checked for faults when a test is over. */
import { after, afterEach, before } from "node:test";
import { openAnother, openBrowser, openWindow } from "./browser.mjs";
import { Server } from "./server.mjs";
import { signIn } from "./person.mjs";

/**
 * For the tests of one file. `person(options)` opens a window and signs in, `another(window)` opens one more of the
 * same person, `window(options)` one of nobody.
 */
export function scene() {
  const set = { server: null, browser: null, windows: [] };
  let state = null;

  const keep = (window) => {
    set.windows.push(window);
    return window;
  };
  set.window = async (options) => keep(await openWindow(set.browser, set.server, options));
  set.another = async (window, options) => keep(await openAnother(set.browser, set.server, window.context, options));
  set.person = async (options = {}) => {
    // The printed link works once: later windows of the file come with the session's cookie.
    const window = await set.window(state ? { ...options, storageState: state } : options);
    if (state) await window.page.goto("/");
    else {
      await signIn(window.page, set.server);
      const kept = await window.context.storageState();
      state = { cookies: kept.cookies, origins: [] };
    }
    return window;
  };

  before(async () => {
    set.browser = await openBrowser();
    set.server = await Server.start();
  });
  afterEach(async () => {
    const windows = set.windows.splice(0);
    await Promise.all(windows.map((window) => window.context.close()));
    for (const window of windows) window.faults.check();
  });
  after(async () => {
    await set.browser?.close();
    await set.server?.stop();
  });
  return set;
}
