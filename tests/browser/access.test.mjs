import assert from "node:assert/strict";
import { test } from "node:test";
import { violations, withAxe } from "./axe.mjs";
import { addTask, choose, install, review, wear, widget } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();

/** Everything that can be on the screen, by name; each leads there from the board. */
const places = {
  "the board": async (page) => {
    await widget(page, "Tasks").getByRole("checkbox").first().waitFor();
    await widget(page, "Notes insight").getByText("Words").waitFor();
  },
  "a refused field": async (page) => {
    const field = widget(page, "Tasks").getByRole("textbox", { name: "New task" });
    await field.fill("half typed");
    await field.focus();
  },
  "the menu of a widget": async (page) => {
    await page.getByRole("button", { name: "Menu of Tasks" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).waitFor();
  },
  "the menu of appearance": async (page) => {
    await page.getByRole("button", { name: "Appearance" }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).waitFor();
  },
  "notices": async (page) => {
    await page.getByRole("button", { name: /^Notices/ }).click();
    await page.getByRole("heading", { level: 2, name: "Notices" }).waitFor();
    await page.getByText("Loading notices…").waitFor({ state: "detached" });
  },
  "members": async (page) => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Members" }).click();
    await page.getByRole("dialog").getByRole("list", { name: "Members" }).waitFor();
  },
  "devices": async (page) => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Devices" }).click();
    const dialog = page.getByRole("dialog", { name: "Devices" });
    await dialog.getByText("This device").waitFor();
    await dialog.getByRole("button", { name: "Add a device" }).click();
    await dialog.getByRole("textbox", { name: "Link for another device of yours" }).waitFor();
  },
  "kept data": async (page) => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Kept data" }).click();
    await page.getByRole("dialog").getByText("No data is kept.").waitFor();
  },
  "the menu of the board": async (page) => {
    await page.getByRole("button", { name: /^Menu of the board/ }).click();
    await page.getByRole("menuitem", { name: "Rename" }).waitFor();
  },
  "moving a widget": async (page) => {
    await page.getByRole("button", { name: "Move Tasks" }).press("Enter");
    await page.getByRole("toolbar", { name: "Moving Tasks" }).waitFor();
  },
  "the menu of the account": async (page) => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
  },
  "permissions": async (page) => {
    await choose(page, "Notes insight", "Permissions");
    await page.getByRole("dialog").getByRole("switch").waitFor();
  },
  "settings": async (page) => {
    await choose(page, "Notes insight", "Settings");
    await page.getByRole("dialog").getByRole("button", { name: "Save settings" }).waitFor();
  },
  "usage": async (page) => {
    await choose(page, "Tasks", "Usage");
    await page.getByRole("dialog").getByRole("table").waitFor();
  },
  "remove": async (page) => {
    await choose(page, "Tasks", "Remove");
    await page.getByRole("dialog").getByRole("radio").first().waitFor();
  },
  "the gallery": async (page) => {
    await page.getByRole("link", { name: "Gallery" }).click();
    await page.getByRole("heading", { name: "Bring your own" }).waitFor();
  },
  "consent of notes-insight": (page) => review(page, "Notes insight"),
  "consent of tasks": (page) => review(page, "Tasks"),
  "activity": async (page) => {
    await page.getByRole("link", { name: "Activity" }).click();
    await page.getByRole("list", { name: "Entries of the audit log" }).waitFor();
  },
  "a page that is not there": async (page) => {
    await page.goto("/boards/a/b/c");
    await page.getByRole("heading", { level: 1 }).waitFor();
  },
};

const screens = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "more contrast": { colorScheme: "light", contrast: "more" },
  "360 px": { colorScheme: "light", viewport: { width: 360, height: 740 }, hasTouch: true },
};

test("sign-in and the empty board can be used by everyone", async (t) => {
  for (const [screen, options] of Object.entries(screens)) {
    await t.test(screen, async () => {
      const door = await set.window(options);
      await withAxe(door.context);
      await door.page.goto("/sign-in");
      await door.page.getByRole("heading", { level: 1 }).waitFor();
      assert.deepEqual(await violations(door.page), [], "without a link");
      await door.page.goto("/sign-in#some-token");
      await door.page.getByRole("button", { name: "Sign in" }).waitFor();
      assert.deepEqual(await violations(door.page), [], "with a link");
      const { page, context } = await set.person(options);
      await withAxe(context);
      await page.goto("/");
      await page.getByRole("heading", { name: "Let some light in" }).waitFor();
      assert.deepEqual(await violations(page), [], "the empty board");
    });
  }
});

let furnished = false;

for (const theme of ["no theme", "Daylight"]) {
  for (const [screen, options] of Object.entries(screens)) {
    test(`every page, menu and dialog can be used by everyone: ${screen}, ${theme}`, async () => {
      const { page, context, faults } = await set.person(options);
      faults.allow(/status of 404 .*\/boards\/a\/b\/c/);
      await withAxe(context);
      await furnish(page, theme);
      const found = {};
      for (const [place, lead] of Object.entries(places)) {
        await page.goto("/");
        await widget(page, "Tasks").getByRole("textbox").waitFor();
        await lead(page);
        const here = await violations(page);
        if (here.length > 0) found[place] = here;
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) (found[place] ??= []).push(`the page is ${wide} px too wide`);
      }
      assert.deepEqual(found, {});
    });
  }
}

/** Among them what a window of 1,280 has left when it is enlarged to 200 and to 400 %. */
const widths = [320, 480, 640, 719, 720, 800, 1024];

for (const locale of ["en-GB", "de-DE"]) {
  test(`at no width is anything cut off: ${locale}`, async () => {
    const { page } = await set.person({ locale });
    for (const path of ["/", "/gallery", "/activity"]) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 600 });
        assert.deepEqual(await page.evaluate(cutOff), [], `${path} at ${width} px`);
      }
    }
  });
}

/** In the page: controls that reach beyond its edge, unless they scroll there with what they are in. */
function cutOff() {
  const scrolls = (element) => element && (getComputedStyle(element).overflowX === "auto" || scrolls(element.parentElement));
  const beyond = (element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < 0 || right > innerWidth) && !scrolls(element);
  };
  return [...document.querySelectorAll("header :is(a, button), main :is(a, button)")].filter(beyond).map((element) => element.outerHTML);
}

/** Both widgets with something in them, and the theme on or off. */
async function furnish(page, theme) {
  await page.goto("/");
  await page.getByText("Live", { exact: true }).waitFor();
  if (!furnished) {
    await install(page, "Tasks");
    await addTask(widget(page, "Tasks"), "Water the ferns");
    await addTask(widget(page, "Tasks"), "Post the letter");
    await widget(page, "Tasks").getByRole("checkbox", { name: "Post the letter" }).check();
    await install(page, "Notes insight");
    furnished = true;
  }
  if (theme === "Daylight") await wear(page, "Daylight");
}
