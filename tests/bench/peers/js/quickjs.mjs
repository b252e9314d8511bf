/**
 * quickjs-emscripten in the comparison of `tests/bench/compare`: its release build, a runtime and a context for each sandbox, with a memory
 * limit, a stack limit and an interrupt handler. All runtimes share one WebAssembly memory: it does not keep them from each other.
 */
import { getQuickJS, shouldInterruptAfterDeadline } from "quickjs-emscripten";
import { PATIENCE, answer, question, runaway, timed, widget } from "./answer.mjs";

const QuickJS = await getQuickJS();
const kept = [];

function open() {
  const runtime = QuickJS.newRuntime();
  runtime.setMemoryLimit(32 << 20);
  runtime.setMaxStackSize(512 << 10);
  const context = runtime.newContext();
  evaluate({ runtime, context }, widget, PATIENCE).dispose();
  return { runtime, context, render: context.getProp(context.global, "render") };
}

function close({ runtime, context, render }) {
  render.dispose();
  context.dispose();
  runtime.dispose();
}

function evaluate({ runtime, context }, code, ms) {
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + ms));
  return context.unwrapResult(context.evalCode(code));
}

function draw({ runtime, context, render }) {
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + PATIENCE));
  return context.newString(question).consume((asked) =>
    context.unwrapResult(context.callFunction(render, context.undefined, asked)).consume((output) => context.getString(output)),
  );
}

function fresh() {
  const sandbox = open();
  const output = draw(sandbox);
  close(sandbox);
  return output;
}

const warm = open();

async function loop(budget) {
  const sandbox = open();
  try {
    evaluate(sandbox, "for (;;);", budget);
  } finally {
    close(sandbox);
  }
}

await answer({
  output: () => ({ output: fresh() }),
  fresh: ({ ms }) => timed(ms, fresh),
  warm: ({ ms }) => timed(ms, () => draw(warm)),
  keep: ({ count }) => {
    for (let n = 0; n < count; n++) {
      const sandbox = open();
      draw(sandbox);
      kept.push(sandbox);
    }
    return { kept: kept.length };
  },
  runaway: ({ budget, neighbour }) => runaway(neighbour, () => loop(budget), fresh),
});
