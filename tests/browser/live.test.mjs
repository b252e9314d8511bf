import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./browser.mjs";
import { addTask, install, tasks, widget, words } from "./person.mjs";
import { scene } from "./scene.mjs";

const set = scene();
/** Changes that are timed. */
const ROUNDS = 20;

test("a second window follows at once, in order, and nobody polls", async (t) => {
  const own = await set.person();
  await install(own.page, "Tasks");
  const other = await set.another(own);
  await other.page.goto("/");
  await other.page.getByText("Live", { exact: true }).waitFor();
  const [here, there] = [widget(own.page, "Tasks"), widget(other.page, "Tasks")];
  await there.getByRole("textbox", { name: "New task" }).waitFor();

  // The other window notes when each title came into its page, in milliseconds since 1970.
  await there.evaluate((element) => {
    globalThis.seen = new Map();
    const look = () => {
      const now = performance.timeOrigin + performance.now();
      for (const label of element.shadowRoot.querySelectorAll("label.check")) {
        const title = label.textContent.trim();
        if (!globalThis.seen.has(title)) globalThis.seen.set(title, now);
      }
    };
    new MutationObserver(look).observe(element.shadowRoot, { childList: true, subtree: true, characterData: true });
  });

  const [afterClick, afterAnswer] = [[], []];
  for (let round = 1; round <= ROUNDS; round++) {
    const title = `Task ${round}`;
    await here.getByRole("textbox", { name: "New task" }).fill(title);
    await here.getByRole("button", { name: "Add", exact: true }).evaluate((button) => {
      button.addEventListener("click", () => (globalThis.clicked = performance.timeOrigin + performance.now()), { once: true, capture: true });
      performance.clearResourceTimings();
    });
    await here.getByRole("button", { name: "Add", exact: true }).click();
    await here.getByRole("checkbox", { name: title, exact: true }).waitFor();
    const arrived = await until(`${title} in the other window`, () => other.page.evaluate((title) => globalThis.seen.get(title), title));
    const times = await until("the timing of the answer", () =>
      own.page.evaluate(() => {
        const sent = performance.getEntriesByType("resource").find((entry) => entry.name.endsWith("/events"));
        return sent && { clicked: globalThis.clicked, answered: performance.timeOrigin + sent.responseEnd };
      }),
    );
    afterClick.push(arrived - times.clicked);
    afterAnswer.push(arrived - times.answered);
  }
  t.diagnostic(`the other window follows: ${show(afterClick)} after the click, ${show(afterAnswer)} after its answer`);
  assert.deepEqual(await tasks(there), await tasks(here), "both show the same, in the same order");
  assert.deepEqual(await tasks(there), Array.from({ length: ROUNDS }, (_, at) => `Task ${at + 1}`));
  assert.ok(middle(afterAnswer) < 300, "within 300 ms");

  const asked = [];
  for (const { page } of [own, other]) page.on("request", (request) => asked.push(request.url()));
  await new Promise((idle) => setTimeout(idle, 3_000));
  assert.deepEqual(asked, [], "an idle board asks for nothing");
});

test("a widget that is installed or removed comes and goes in the other window", async () => {
  const own = await set.person();
  const other = await set.another(own);
  await other.page.goto("/");
  await widget(other.page, "Tasks").waitFor();
  assert.equal(await widget(other.page, "Notes insight").count(), 0);
  await install(own.page, "Notes insight");
  await widget(other.page, "Notes insight").getByText("Words").waitFor();
  await own.page.getByRole("button", { name: "Menu of Notes insight" }).click();
  await own.page.getByRole("menuitem", { name: "Remove" }).click();
  await own.page.getByRole("button", { name: "Remove widget" }).click();
  await widget(other.page, "Notes insight").waitFor({ state: "detached" });
});

test("a click on a frame that went stale changes nothing, says so, and shows the newest", async () => {
  const own = await set.person();
  const card = widget(own.page, "Tasks");
  await addTask(card, "Shared by both");
  const stale = await set.another(own);
  stale.faults.allow(/status of 409/);
  // Its stream never answers, so it hears of nothing.
  await stale.page.route("**/live", () => {});
  await stale.page.goto("/");
  const old = widget(stale.page, "Tasks");
  await old.getByRole("checkbox", { name: "Shared by both" }).waitFor();
  await old.getByRole("textbox", { name: "New task" }).fill("half typed");

  await addTask(card, "News from elsewhere");
  assert.equal(await old.getByRole("checkbox", { name: "News from elsewhere" }).count(), 0, "the window is stale");
  await old.getByRole("checkbox", { name: "Shared by both" }).click();
  await old.getByRole("checkbox", { name: "News from elsewhere" }).waitFor();
  await old.getByRole("status").filter({ hasText: /changed while you were using it/ }).waitFor();
  assert.equal(await old.getByRole("checkbox", { name: "Shared by both" }).isChecked(), false, "the click was not carried out");
  assert.equal(await card.getByRole("checkbox", { name: "Shared by both" }).isChecked(), false);
  assert.equal(await old.getByRole("textbox", { name: "New task" }).inputValue(), "half typed", "what was typed is kept");

  // On the fresh frame the same click counts, and the message goes.
  await old.getByRole("checkbox", { name: "Shared by both" }).click();
  await until("it is checked in both", () => card.getByRole("checkbox", { name: "Shared by both" }).isChecked());
  await until("the message is gone", async () => !/changed while you were using it/.test(await words(old)));
});

function middle(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
function show(values) {
  const worst = Math.max(...values);
  return `p50 ${middle(values).toFixed(1)} ms, worst ${worst.toFixed(1)} ms of ${values.length}`;
}
