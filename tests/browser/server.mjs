/** A Fanlight server of a test's own: started on a fresh folder, stopped by its process id. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const repository = new URL("../../", import.meta.url).pathname;
const program = process.env.FANLIGHT_BIN ?? join(repository, "target/release/fanlight");
/** Milliseconds that a server may take to print its link, on a busy machine. */
const PATIENCE = 30_000;

export class Server {
  /** Address of the server, such as `http://127.0.0.1:41453`; the same after a restart. */
  origin = "";
  /** The link that signs in once, as it was printed last. */
  link = "";
  /** What it logged, for a test that failed. */
  log = "";
  /** Its folder of data. */
  data = "";
  #child;
  #more;

  /** Start one on an empty folder. `more`: further arguments, such as `["--documents", folder]`. */
  static async start(more = []) {
    if (!existsSync(program)) throw new Error(`${program} is not there: build it, or name one with FANLIGHT_BIN`);
    const server = new Server();
    server.#more = more;
    server.data = await mkdtemp(join(tmpdir(), "fanlight-browser-"));
    await server.#run("127.0.0.1:0");
    return server;
  }

  async #run(listen) {
    const args = ["serve", "--data", this.data, "--listen", listen, ...this.#more];
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, RUST_LOG: "info" } });
    this.#child = child;
    child.stderr.on("data", (chunk) => (this.log += chunk));
    this.link = await new Promise((found, failed) => {
      const late = setTimeout(() => failed(new Error(`no link within ${PATIENCE} ms:\n${this.log}`)), PATIENCE);
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`the server ended with ${code}:\n${this.log}`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        const link = /http:\/\/\S+\/sign-in#\S+/.exec(line)?.[0];
        if (!link) return;
        clearTimeout(late);
        found(link);
      });
    });
    this.origin = new URL(this.link).origin;
  }

  /** End the process at once, as a power cut would, and wait until it is gone. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Start again on the same folder and the same address. */
  async restart() {
    await this.#run(new URL(this.origin).host);
  }

  /** End it and erase its folder. */
  async stop() {
    await this.#end("SIGKILL");
    await rm(this.data, { recursive: true, force: true, maxRetries: 3 });
  }

  async #end(signal) {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
}
