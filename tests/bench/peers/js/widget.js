/**
 * The view of `sample-widgets/bench-view` in JavaScript, for isolated-vm, QuickJS and the iframe: fifty nodes.
 * A plain script, as all three take it.
 */

/** The question and the view as JSON. */
function render(question) {
  return JSON.stringify(view(JSON.parse(question)));
}

function view({ now, events, done }) {
  const tasks = Array.from({ length: 21 }, (_, n) => task(n, now, done));
  return {
    node: "column",
    gap: "medium",
    align: "stretch",
    children: [
      { node: "heading", level: 1, text: "Fifty nodes" },
      { node: "row", gap: "medium", align: "center", children: [stat("Events", events), stat("Done", done.length), { node: "badge", text: "bench", tone: "accent" }] },
      { node: "list", ordered: false, children: tasks.flat() },
      { node: "button", key: "again", label: "Again", emphasis: "primary", tone: "neutral", icon: null, disabled: false },
    ],
  };
}

function stat(label, value) {
  return { node: "stat", label, value: { span: "number", value, max_fraction_digits: 0 }, trend: "none", note: null };
}

function task(n, now, done) {
  return [
    { node: "check", key: `task-${n}`, label: `Task number ${n}`, checked: done.includes(String(n)), disabled: false },
    { node: "text", spans: [{ span: "plain", style: "plain", text: "Added " }, { span: "relative", at: Math.max(0, now - n * 3_600_000) }] },
  ];
}
