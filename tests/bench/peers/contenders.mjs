/**
 * The contenders: programs that answer lines of JSON on standard input with lines of JSON on standard output, one after the other.
 *
 *     {"do":"output"}                       {"output": the view as JSON}
 *     {"do":"fresh","ms":300}               {"us":[…]}  sandbox, first render and the end of it, again and again for so long
 *     {"do":"warm","ms":300}                {"us":[…]}  renders in a sandbox that is there already
 *     {"do":"keep","count":50}              {"kept":50} so many more sandboxes, all alive, each with its first render done
 *     {"do":"runaway","budget":50,"neighbour":10,"by":"time"}
 *         {"gone":…,"waited":…}  milliseconds until a widget that loops is gone, and that a neighbour waits who is due then; null is never
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Milliseconds that a call may take. */
export const BUDGET = 50;
/** Milliseconds after the start of a runaway at which its neighbour is due. */
const NEIGHBOUR = 10;
/** Of all: what the widget is asked to show. */
const QUESTION = JSON.stringify({ now: 1_800_000_000_000, events: 1, done: [] });

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const crate = (name, lock) => new RegExp(`name = "${name}"\nversion = "(.*)"`).exec(read(lock))?.[1];
const npm = (name) => JSON.parse(read("js/package-lock.json")).packages[`node_modules/${name}`].version;

const fanlight = (how) => [path("../../../target/release/examples/contender"), how];
const script = (name, ...flags) => [process.execPath, ...flags, path(`js/${name}.mjs`), QUESTION];

/** `budgets` are what can end a loop; `loops`, how many of them there are in a turn: those of an iframe take their time. */
export const CONTENDERS = [
  { name: "Fanlight", key: "fanlight", command: fanlight("here"), budgets: ["time", "fuel"], version: `wasmtime ${crate("wasmtime", "../../../Cargo.lock")}` },
  { name: "Fanlight in a worker", key: "worker", command: fanlight("apart"), budgets: ["time", "fuel"] },
  {
    name: "Extism",
    key: "extism",
    command: [path("extism/target/release/extism-contender"), path("extism/target/wasm32-unknown-unknown/release/extism_widget.wasm"), QUESTION],
    version: `${crate("extism", "extism/Cargo.lock")}, wasmtime ${crate("wasmtime", "extism/Cargo.lock")}`,
  },
  { name: "isolated-vm", key: "isolated-vm", command: script("isolated-vm", "--no-node-snapshot"), version: `${npm("isolated-vm")}, Node ${process.version}` },
  { name: "quickjs-emscripten", key: "quickjs", command: script("quickjs"), version: npm("quickjs-emscripten") },
  { name: "sandboxed iframe", key: "iframe", command: script("iframe"), loops: 1 },
].map((contender) => ({ budgets: ["time"], loops: 5, ...contender }));

/** A contender's process. */
export class Running {
  #child;
  #lines;

  constructor({ name, command: [program, ...parameters] }) {
    this.name = name;
    this.#child = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    // One that ends early is noticed where its answer is missing.
    this.#child.stdin.on("error", () => {});
  }

  get pid() {
    return this.#child.pid;
  }

  async ask(question) {
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.name} ended, asked to ${question.do}`);
    return JSON.parse(value);
  }

  runaway(by) {
    return this.ask({ do: "runaway", budget: BUDGET, neighbour: NEIGHBOUR, by });
  }

  /** It ends by itself when its input does. */
  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.stdin.end();
    const late = setTimeout(() => this.#child.kill(), 5_000);
    await ended;
    clearTimeout(late);
  }
}
