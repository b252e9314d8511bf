/** The benchmark of `tests/bench/board`: rounds of both sides in turn, then one table. */
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { openBrowser } from "../../browser/browser.mjs";
import { Fanlight } from "./fanlight.mjs";
import { Iframes } from "./iframes.mjs";
import { clicks, load } from "./measure.mjs";
import { middle, ms, table, worst } from "./table.mjs";

const { values } = parseArgs({
  options: {
    widgets: { type: "string", default: "100" },
    rounds: { type: "string", default: "7" },
    clicks: { type: "string", default: "60" },
    guest: { type: "string", default: "bench-view" },
    check: { type: "boolean", default: false },
  },
});
const [widgets, rounds, pressed] = [values.widgets, values.rounds, values.clicks].map(Number);
if (![widgets, rounds, pressed].every((n) => Number.isInteger(n) && n > 0) || widgets > 100) {
  console.error("board: --widgets is 1 to 100; --rounds and --clicks are whole numbers from 1");
  process.exit(2);
}

/** How busy the machine is with other things: a figure of time means little without it. */
const busy = () => Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]).toFixed(1);

const browser = await openBrowser();
const ours = await Fanlight.start(browser, { widgets, guest: values.guest });
const theirs = await Iframes.start(browser, { widgets, copied: await ours.drawn() });
const before = busy();
const sides = [ours, theirs];
// An interruption must not leave a server behind.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop().then(() => process.exit(1)));
const found = new Map(sides.map((side) => [side, { loads: [], clicks: [] }]));
try {
  // One load each that is not counted: caches of the browser, compiled programs and code are warm as on any other day.
  for (const side of sides) await load(side);
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) found.get(side).loads.push(await load(side));
  }
  for (const side of sides) found.get(side).clicks.push(...(await clicks(side, pressed)));
} finally {
  await stop();
}

async function stop() {
  await browser.close();
  await Promise.all(sides.map((side) => side.stop()));
}

const rows = [
  ["first contentful paint", "≤ 500 ms", (of) => middle(of.loads.map((l) => l.contentful))],
  ["all that is on the screen drawn", "≤ 500 ms", (of) => middle(of.loads.map((l) => l.onScreen))],
  [`all ${widgets} drawn`, "", (of) => middle(of.loads.map((l) => l.all))],
  ["loads with a task over 50 ms", `0 of ${rounds}`, (of) => of.loads.filter((l) => l.longest > 0).length, String],
  ["the longest such task", "", (of) => worst(of.loads.map((l) => l.longest))],
  ["click to screen, p50", "", (of) => middle(of.clicks)],
  ["click to screen, p95", "≤ 50 ms", (of) => worst(of.clicks, 0.95)],
].map(([name, target, figure, shown = ms]) => ({ name, target, shown, ours: figure(found.get(ours)), theirs: figure(found.get(theirs)) }));

console.log(`${widgets} widgets \`${values.guest}\`, medians of ${rounds} rounds, ${pressed} clicks; ${ours.version}; ${cpus().length} cores,`);
console.log(`load average ${before} before and ${loadavg()[0].toFixed(1)} after, this benchmark's own work included`);
console.log(table(rows));
const missed = rows.filter((row) => row.target && row.ours > Number(/[0-9]+/.exec(row.target)?.[0]));
for (const row of missed) console.log(`missed: ${row.name} is ${row.shown(row.ours)}, the target ${row.target}`);
process.exit(values.check && missed.length > 0 ? 1 : 0);
