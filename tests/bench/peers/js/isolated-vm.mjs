/**
 * isolated-vm in the comparison of `tests/bench/compare`. Its documented best: the widget in a snapshot, from which isolates start; one
 * isolate for each sandbox, with a memory limit, and a timeout on every call. A call that may be long runs in isolated-vm's own threads.
 */
import ivm from "isolated-vm";
import { PATIENCE, answer, question, runaway, timed, widget } from "./answer.mjs";

const snapshot = ivm.Isolate.createSnapshot([{ code: widget }]);
const CALL = "return render($0)";
const kept = [];

function open() {
  const isolate = new ivm.Isolate({ memoryLimit: 32, snapshot });
  return { isolate, context: isolate.createContextSync() };
}

function fresh() {
  const { isolate, context } = open();
  const output = context.evalClosureSync(CALL, [question], { timeout: PATIENCE });
  isolate.dispose();
  return output;
}

const warm = open();
// A function that is kept saves its compilation on each call.
const render = warm.context.evalSync("render", { reference: true });

/** In a thread of isolated-vm's own; the promise fails when the time is up. */
async function loop(budget) {
  const { isolate, context } = open();
  try {
    await context.eval("for (;;);", { timeout: budget });
  } finally {
    isolate.dispose();
  }
}

await answer({
  output: () => ({ output: fresh() }),
  fresh: ({ ms }) => timed(ms, fresh),
  warm: ({ ms }) => timed(ms, () => render.applySync(undefined, [question], { timeout: PATIENCE })),
  keep: ({ count }) => {
    for (let n = 0; n < count; n++) {
      const sandbox = open();
      sandbox.context.evalClosureSync(CALL, [question], { timeout: PATIENCE });
      kept.push(sandbox);
    }
    return { kept: kept.length };
  },
  runaway: ({ budget, neighbour }) => runaway(neighbour, () => loop(budget), fresh),
});
