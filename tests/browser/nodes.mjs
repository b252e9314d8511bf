/** The examples of docs/NODES.md, drawn by the real client: all is real but the view in the answers of the server. */
import { readFile } from "node:fs/promises";

const repository = new URL("../../", import.meta.url);

/** Names of the nodes of the contract, as they are in JSON. */
export async function contract() {
  const wit = await readFile(new URL("bridge-api/wit/bridge.wit", repository), "utf8");
  const cases = /variant node \{([^}]*)\}/.exec(wit)[1].replace(/\/\/.*$/gm, "");
  return [...cases.matchAll(/%?([a-z][a-z-]*)(?:\([a-z-]+\))?\s*(?:,|$)/g)].map(([, name]) => name);
}

/** The sections of docs/NODES.md: a name, and its examples, each with a picture, a call of the SDK and the JSON. */
export async function sections() {
  const text = await readFile(new URL("docs/NODES.md", repository), "utf8");
  return text
    .split(/^(?=#)/m)
    .filter((section) => section.startsWith("## "))
    .map((section) => ({ name: /^## (.*)$/m.exec(section)[1], examples: examplesOf(section) }));
}

function examplesOf(section) {
  const example = /!\[([^\]]+)\]\(pictures\/nodes\/([a-z-]+)\.png\)\s+```rust\n([\s\S]*?)```\s+```json\n([\s\S]*?)```/g;
  return [...section.matchAll(example)].map(([, alt, picture, call, json]) => ({ alt, picture, call, node: JSON.parse(json) }));
}

/** A view of many examples, each in a card; keys are made different, as the host demands. */
export function gathered(examples) {
  const children = examples.map(({ picture, node }) => ({ node: "card", title: picture, children: [renamed(node, picture)] }));
  return { node: "column", gap: "large", align: "stretch", children };
}

function renamed(value, prefix) {
  if (Array.isArray(value)) return value.map((item) => renamed(item, prefix));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === "key" && item !== null ? `${prefix} ${item}` : renamed(item, prefix)]),
  );
}

/** From now on every widget in the windows of `context` shows `view()`, and every image of a package is `image`. */
export async function show(context, view, image) {
  const shown = (widget) => ({ ...widget, view: view(), error: null, status: "live" });
  const path = (pattern) => (url) => pattern.test(url.pathname);
  await context.route(path(/\/api\/v1\/widgets\/[^/]+\/frame$/), async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: shown(await response.json()) });
  });
  await context.route(path(/\/api\/v1\/boards\/[^/]+\/widgets$/), async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    await route.fulfill({ response, json: answer.widgets ? { ...answer, widgets: answer.widgets.map(shown) } : answer });
  });
  await context.route(path(/\/api\/v1\/boards\/[^/]+\/frames$/), async (route) => {
    const response = await route.fetch();
    const { frames } = await response.json();
    await route.fulfill({ response, json: { frames: frames.map((answer) => (answer.frame ? { frame: shown(answer.frame) } : answer)) } });
  });
  await context.route(path(/\/api\/v1\/packages\/[^/]+\/images\//), (route) => route.fulfill({ path: image }));
}

/** The image that the examples show. */
export const image = new URL("host/web/src/styles/mark.svg", repository).pathname;
