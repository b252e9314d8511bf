/** The comparison of `tests/bench/compare`: turns of all contenders, then one table. */
import assert from "node:assert/strict";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { worst } from "../web/table.mjs";
import { BUDGET, CONTENDERS, Running } from "./contenders.mjs";
import { memory } from "./memory.mjs";
import { table } from "./table.mjs";

/** Milliseconds of renders of each kind in a turn. */
const TURN = 300;
/** Sandboxes that are kept alive, for what one of them holds, and those before them: less than the 64 calls that Fanlight has in flight by default. */
const KEPT = 50;
const BEFORE = 10;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" }, only: { type: "string" } } });
const rounds = Number(values.rounds);
const names = new Set(values.only?.split(",") ?? CONTENDERS.map(({ key }) => key));
const unknown = [...names].filter((name) => !CONTENDERS.some(({ key }) => key === name));
if (!Number.isInteger(rounds) || rounds < 1 || unknown.length > 0) {
  console.error(`compare: --rounds is a whole number from 1; --only takes ${CONTENDERS.map(({ key }) => key).join(", ")}`);
  process.exit(2);
}
// The first is what the others are compared with.
names.add(CONTENDERS[0].key);
const before = loadavg()[0].toFixed(1);

const found = [];
let running = [];
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop().then(() => process.exit(1)));
try {
  for (const contender of CONTENDERS.filter(({ key }) => names.has(key))) {
    const peer = new Running(contender);
    running.push(peer);
    found.push({ ...contender, peer, fresh: [], warm: [], runaways: [], ended: Object.fromEntries(contender.budgets.map((by) => [by, []])) });
  }
  await sameOutput();
  // A turn that does not count: code is compiled and caches are warm as on any other day.
  for (let round = -1; round < rounds; round++) for (const one of found) await turn(one, round >= 0);
  await stop();
  for (const one of found) one.memory = await alive(one);
} finally {
  await stop();
}

console.log(`${rounds} turns of each; ${cpus().length} cores (${cpus()[0].model}), load average ${before} before and ${loadavg()[0].toFixed(1)} after, this run's own work`);
console.log(`included; ${found.filter(({ version }) => version).map(({ name, version }) => `${name} ${version}`).join("; ")}.\n`);
console.log(table(found));
for (const { name, ended } of found) {
  for (const [by, times] of Object.entries(ended).filter(([, times]) => times.length > 0 && Object.keys(ended).length > 1)) {
    console.log(`\n${name}: a loop that ${by} ends, at a budget of ${BUDGET} ms: gone after ${worst(times, 0.5).toFixed(1)} ms, p99 ${worst(times, 0.99).toFixed(1)} ms of ${times.length}.`);
  }
}

async function sameOutput() {
  const outputs = [];
  for (const { peer } of found) outputs.push(JSON.parse((await peer.ask({ do: "output" })).output));
  outputs.forEach((output, at) => assert.deepStrictEqual(output, outputs[0], `${found[at].name} shows something else`));
}

async function turn(one, counts) {
  const fresh = await one.peer.ask({ do: "fresh", ms: TURN });
  const warm = await one.peer.ask({ do: "warm", ms: TURN });
  const loops = [];
  for (const by of one.budgets) for (let n = 0; n < one.loops; n++) loops.push([by, await one.peer.runaway(by)]);
  if (!counts) return;
  one.fresh.push(...fresh.us);
  one.warm.push(...warm.us);
  for (const [by, loop] of loops) {
    one.ended[by].push(loop.gone ?? Infinity);
    if (by === "time") one.runaways.push(loop);
  }
}

/** Bytes that one more sandbox holds, beside some that are there. */
async function alive(contender) {
  const peer = new Running(contender);
  running = [peer];
  await peer.ask({ do: "keep", count: BEFORE });
  const empty = memory(peer.pid);
  const { kept } = await peer.ask({ do: "keep", count: KEPT });
  assert.equal(kept, BEFORE + KEPT, `${contender.name} keeps all of them`);
  const full = memory(peer.pid);
  await peer.stop();
  return (full - empty) / KEPT;
}

async function stop() {
  await Promise.all(running.map((peer) => peer.stop()));
}
