/** What was found, as lines of a Markdown table. */
import { worst } from "../web/table.mjs";

export function table(found) {
  const first = summary(found[0]);
  const lines = found.map(summary).map((of) => [
    of.name,
    `${time(of.fresh)}${ratio(of.fresh, first.fresh)}`,
    time(of.p99),
    `${time(of.warm)}${ratio(of.warm, first.warm)}`,
    kib(of.memory),
    of.gone,
    of.waited,
  ]);
  const head = ["", "fresh sandbox and first render, p50", "p99", "warm render, p50", "memory of one alive", "a loop is gone after, p99", "its neighbour waits, p50 / p99"];
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return [row(head), `|---|${"---:|".repeat(head.length - 1)}`, ...lines.map(row)].join("\n");
}

function summary({ name, fresh, warm, memory, runaways }) {
  const [gone, waited] = ["gone", "waited"].map((what) => (share) => worst(runaways.map((one) => one[what] ?? Infinity), share));
  return {
    name,
    fresh: worst(fresh, 0.5),
    p99: worst(fresh, 0.99),
    warm: worst(warm, 0.5),
    memory,
    gone: ms(gone(0.99)),
    waited: `${ms(waited(0.5))} / ${ms(waited(0.99))}`,
  };
}

const digits = (value, unit) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ${unit}`;
const time = (us) => (us < 10_000 ? digits(us, "µs") : digits(us / 1_000, "ms"));
const ms = (value) => (value === Infinity ? "never" : digits(value, "ms"));
/** Less comes and goes by itself, fifty times over. */
const NOISE = 100 * 1_024;
const kib = (bytes) => (bytes < NOISE ? "less than 100 KiB" : digits(bytes / 1_024, "KiB"));
const ratio = (value, of) => (value === of ? "" : ` (${(value / of).toFixed(value / of < 10 ? 1 : 0)}×)`);
