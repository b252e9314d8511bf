/** Figures of both sides as lines of a Markdown table, most of them in milliseconds. */

/** The median. */
export function middle(values) {
  return worst(values, 0.5);
}

/** The value that this share of all is not above; by default the largest. */
export function worst(values, share = 1) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export function table(rows) {
  const ratio = (ours, theirs) => (ours > 0 ? `${(theirs / ours).toFixed(2)}×` : "");
  const lines = rows.map(({ name, target, shown, ours, theirs }) => [name, target, shown(ours), shown(theirs), ratio(ours, theirs)]);
  const all = [["what", "target", "Fanlight", "sandboxed iframes", "iframes ÷ Fanlight"], ...lines];
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(all[0]), rule, ...all.slice(1).map(line)].join("\n");
}

export const ms = (value) => `${value.toFixed(1)} ms`;
