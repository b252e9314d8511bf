/** The memory of a process with all that it started: Pss, in which a page that several share counts once. */
import { readFileSync, readdirSync } from "node:fs";

/** Bytes. */
export function memory(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = look(`/proc/${name}/stat`);
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const within = (at) => at === pid || (parents.has(at) && within(parents.get(at)));
  return [...parents.keys()].filter(within).reduce((sum, at) => sum + held(at), 0);
}

function held(pid) {
  const rollup = look(`/proc/${pid}/smaps_rollup`) ?? "";
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1_024;
}

/** A process that is gone by now has no file. */
function look(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
