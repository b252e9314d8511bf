/** A contender's side of the conversation that `../contenders.mjs` describes. */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

export const widget = readFileSync(new URL("widget.js", import.meta.url), "utf8");
/** What `render` is asked. */
export const question = process.argv[2];
/** Milliseconds that a render may take: generous, as it is time of the clock, and the machine may be busy. */
export const PATIENCE = 1_000;

/** Answers each line of standard input with what `verbs` has for it, until there are no more. */
export async function answer(verbs) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: verb, ...asked } = JSON.parse(line);
    console.log(JSON.stringify(await verbs[verb](asked)));
  }
}

/** Microseconds of each call, again and again for `ms` milliseconds. */
export async function timed(ms, call) {
  const [start, us] = [performance.now(), []];
  while (performance.now() - start < ms) {
    const from = performance.now();
    const pending = call();
    // Awaiting what is no promise would add a turn of the event loop's queue to each call.
    if (pending instanceof Promise) await pending;
    us.push((performance.now() - from) * 1_000);
  }
  return { us };
}

/** Starts `loop`; `neighbour` milliseconds later a neighbour is due. Both in milliseconds from when they were due. */
export async function runaway(neighbour, loop, render) {
  const start = performance.now();
  const waited = new Promise((done) => setTimeout(done, neighbour)).then(async () => {
    await render();
    return performance.now() - start - neighbour;
  });
  const ended = await loop().then(() => false, () => true);
  const gone = performance.now() - start;
  if (!ended) throw new Error("the runaway widget returned");
  return { gone, waited: await waited };
}
