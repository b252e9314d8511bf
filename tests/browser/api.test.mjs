/** The API does what its description says. No browser is in it: this is how a program of somebody else would come. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Api } from "./api.mjs";
import { Server } from "./server.mjs";

const guest = (name) => readFile(new URL(`../../host/assets/guests/${name}.wasm`, import.meta.url));
const V1 = "/api/v1";
let server, api;

before(async () => {
  server = await Server.start(["--security-contact", "mailto:security@example.com"]);
  api = await Api.of(server.origin);
});
after(() => server.stop());

test("the description is a valid OpenAPI 3.1 document", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(api.document));
  assert.ok(valid, JSON.stringify(errors, null, 2));
  assert.equal(validator.version, "3.1");
  // Every schema of it is one of JSON Schema 2020-12.
  for (const name of Object.keys(api.document.components.schemas)) api.faults(null, "components", "schemas", name);
});

test("a schema that does not fit says so", () => {
  const shape = (name) => ["components", "schemas", name];
  assert.notEqual(api.faults({ frames: [{ frame: {} }] }, ...shape("Frames")), null);
  assert.notEqual(api.faults({ node: "text", spans: [{ span: "plain", text: "x", style: "loud" }] }, ...shape("Node")), null);
  assert.notEqual(api.faults({ node: "marquee" }, ...shape("Node")), null);
  assert.equal(api.faults({ node: "divider" }, ...shape("Node")), null);
});

test("nobody gets further than the door", async () => {
  for (const [path, item] of Object.entries(api.document.paths)) {
    for (const [method, { security }] of Object.entries(item)) {
      if (security.length === 0) continue;
      const filled = path.replace(/\{digest\}/, "0".repeat(64)).replace(/\{\w+\}/g, "01890a5d-ac96-774b-bcce-b302099a8057");
      const answer = await fetch(server.origin + filled, { method: method.toUpperCase(), headers: { origin: server.origin } });
      assert.equal(answer.status, 401, `${method} ${path}`);
    }
  }
  await api.call(`POST ${V1}/session`, { body: { token: "guessed" }, status: 403 });
  await api.call(`POST ${V1}/session`, { body: { secret: "guessed" }, wrong: true, status: 422 });
});

test("every operation answers as described", async () => {
  const door = api.stranger();
  for (const path of ["/healthz", "/readyz", "/.well-known/security.txt", "/api/v1/openapi.json", "/", "/sign-in", "/gallery", "/activity"]) {
    await door.call(`GET ${path}`);
  }
  const page = await door.call("GET /boards/{board}", { path: { board: "any" } });
  await door.call("GET /install/{digest}", { path: { digest: "any" } });
  await door.call("GET /assets/{file}", { path: { file: /\/assets\/([\w.-]+\.js)/.exec(page)[1] } });
  await door.call("GET /assets/{file}", { path: { file: "missing.js" }, status: 404 });

  await api.call(`POST ${V1}/session`, { body: { token: server.link.split("#")[1] } });
  const { home_board: board } = await api.call(`GET ${V1}/account`);
  await api.call(`PATCH ${V1}/account`, { body: { name: "Owner" } });
  await packages();
  await boards(board);
  await widgets(board);
  await themes();
  await people();
  await api.call(`DELETE ${V1}/session`);
  await api.call(`GET ${V1}/account`, { status: 401 });

  const all = Object.entries(api.document.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
  assert.deepEqual(all.filter((operation) => !api.done.has(operation)), [], "were not tried");
});

/** By name. */
async function gallery() {
  const { packages } = await api.call(`GET ${V1}/packages`);
  return Object.fromEntries(packages.map((each) => [each.name, each]));
}

async function packages() {
  for (const name of ["specimen", "counter", "storage-reader"]) {
    await api.call(`POST ${V1}/packages`, { body: await guest(name), media: "application/wasm", status: 201 });
  }
  const { digest } = await api.call(`POST ${V1}/packages`, { body: await guest("counter"), media: "application/wasm", status: 200 });
  await api.call(`POST ${V1}/packages`, { body: Buffer.from("none"), media: "application/wasm", status: 422 });
  await api.call(`POST ${V1}/packages`, { body: Buffer.from("none"), media: "text/plain", wrong: true, status: 415 });
  await api.call(`GET ${V1}/packages/{digest}`, { path: { digest } });
  await api.call(`GET ${V1}/packages/{digest}`, { path: { digest: "0".repeat(64) }, status: 404 });
  const { tasks, "notes-insight": notes } = await gallery();
  const { grants } = await api.call(`POST ${V1}/packages/{digest}/words`, {
    path: { digest: notes.digest },
    body: { grants: { documents: { folder: "projects" } } },
  });
  assert.match(grants.documents.words, /projects/);
  await api.call(`POST ${V1}/packages/{digest}/words`, { path: { digest: tasks.digest }, body: { grants: { links: {} } }, status: 422 });
  await api.call(`GET ${V1}/packages/{digest}/picture`, { path: { digest: tasks.digest } });
  await api.call(`DELETE ${V1}/packages/{digest}`, { path: { digest } });
  await api.call(`POST ${V1}/packages`, { body: await guest("counter"), media: "application/wasm", status: 201 });
}

async function boards(home) {
  const { id: board } = await api.call(`POST ${V1}/boards`, { body: { name: "Second" } });
  await api.call(`POST ${V1}/boards`, { body: { name: "Second", colour: "red" }, wrong: true, status: 422 });
  await api.call(`PATCH ${V1}/boards/{board}`, { path: { board }, body: { name: "Other", position: 0, shared: "use" } });
  await api.call(`PATCH ${V1}/boards/{board}`, { path: { board }, body: { shared: "all" }, wrong: true, status: 422 });
  const { boards } = await api.call(`GET ${V1}/boards`);
  assert.equal(boards.length, 2);
  const { undo } = await api.call(`DELETE ${V1}/boards/{board}`, { path: { board } });
  await api.call(`DELETE ${V1}/boards/{board}`, { path: { board: home }, status: 409 });
  await api.call(`POST ${V1}/undo/{undo}`, { path: { undo } });
  await api.call(`POST ${V1}/undo/{undo}`, { path: { undo }, status: 410 });
}

async function widgets(board) {
  const { specimen, counter, clock, "storage-reader": reader } = await gallery();
  const install = (body, more) => api.call(`POST ${V1}/boards/{board}/widgets`, { path: { board }, body, ...more });
  const frame = (id, query) => api.call(`GET ${V1}/widgets/{widget}/frame`, { path: { widget: id }, query });
  await install({ package: counter.digest, grants: { log: {} } }, { status: 422 });
  const { id } = await install({ package: counter.digest, grants: {} });
  const change = (digest, more) =>
    api.call(`PUT ${V1}/widgets/{widget}/package`, { path: { widget: id }, body: { package: digest, grants: {} }, ...more });
  await change(counter.digest);
  await change(clock.digest, { status: 422 });
  const { id: timepiece } = await install({ package: clock.digest });
  const { id: all } = await install({ package: specimen.digest });
  const { id: storing } = await install({ package: reader.digest, grants: { storage: {} } });

  // Every node that there is.
  const { view, package: { digest } } = await frame(all, { locale: "de", scheme: "dark", utc_offset: "60" });
  const nodes = new Set([...JSON.stringify(view).matchAll(/"node":"([a-z-]+)"/g)].map(([, name]) => name));
  const known = api.document.components.schemas.Node.oneOf.map((each) => each.properties.node.const);
  assert.deepEqual(known.filter((name) => !nodes.has(name)), [], "the specimen shows every node that is described");
  const image = /"node":"image","name":"([^"]+)"/.exec(JSON.stringify(view))[1];
  await api.call(`GET ${V1}/packages/{digest}/images/{name}`, { path: { digest, name: image } });
  await api.call(`GET ${V1}/widgets/{widget}/frame`, { path: { widget: all }, query: { scheme: "sepia" }, status: 400 });

  const events = await api.call(`GET ${V1}/boards/{board}/live`, { path: { board } });
  const { version } = await frame(id);
  const press = (event, more) => api.call(`POST ${V1}/widgets/{widget}/events`, { path: { widget: id }, body: { id: "one", seen: version, event }, ...more });
  const more = { type: "input", key: "more" };
  await press(more);
  assert.deepEqual((await events.next()).value, { event: "changed", data: { widget: id, version: version + 1 } });
  await events.return();
  await press(more);
  await press({ type: "opened" }, { status: 409 });
  const late = { id: "two", seen: version, event: more };
  const stale = await press(more, { body: late, status: 409 });
  assert.equal(stale.widget.version, version + 1);
  await press(more, { body: { ...late, seen: version + 1, event: { type: "input", key: "none" } }, status: 422 });
  await press(more, { body: { ...late, event: { type: "input" } }, wrong: true, status: 422 });
  await api.call(`POST ${V1}/widgets/{widget}/retry`, { path: { widget: id } });
  await api.call(`PATCH ${V1}/widgets/{widget}`, { path: { widget: id }, body: { paused: true } });
  await press(more, { body: { ...late, seen: version + 1 }, status: 409 });

  const { frames } = await api.call(`POST ${V1}/boards/{board}/frames`, {
    path: { board }, body: { context: { size: "large" }, widgets: [{ id: all, size: "small" }, { id: "01890a5d-ac96-774b-bcce-b302099a8057" }] },
  });
  assert.deepEqual(frames.map((each) => Object.keys(each)), [["frame"], ["problem"]]);
  const content = await api.call(`GET ${V1}/boards/{board}/widgets`, { path: { board } });
  const layout = content.widgets.map((each) => ({ id: each.id, size: "full" })).reverse();
  await api.call(`PUT ${V1}/boards/{board}/layout`, { path: { board }, body: { widgets: layout } });

  const at = { path: { widget: storing } };
  await api.call(`GET ${V1}/widgets/{widget}/grants`, at);
  await api.call(`PUT ${V1}/widgets/{widget}/grants`, { ...at, body: { grants: { storage: {} } } });
  await api.call(`DELETE ${V1}/widgets/{widget}/grants/{capability}`, { path: { widget: storing, capability: "storage" } });
  await api.call(`DELETE ${V1}/widgets/{widget}/grants/{capability}`, { path: { widget: storing, capability: "none" }, status: 404 });
  await api.call(`GET ${V1}/widgets/{widget}/settings`, { path: { widget: timepiece } });
  await api.call(`PUT ${V1}/widgets/{widget}/settings`, { path: { widget: timepiece }, body: { values: { week: false } } });
  await api.call(`PUT ${V1}/widgets/{widget}/settings`, { path: { widget: timepiece }, body: { values: { week: "no" } }, status: 422 });
  const usage = await api.call(`GET ${V1}/widgets/{widget}/usage`, { path: { widget: id } });
  assert.ok(usage.calls > 0 && usage.last.length > 0);

  const { undo } = await api.call(`DELETE ${V1}/widgets/{widget}`, { ...at, query: { data: "keep" } });
  await api.call(`POST ${V1}/undo/{undo}`, { path: { undo } });
  await api.call(`DELETE ${V1}/widgets/{widget}`, { path: { widget: id } });
  const { kept } = await api.call(`GET ${V1}/kept`);
  assert.deepEqual(kept.map((left) => left.id), [id]);
  await api.call(`DELETE ${V1}/kept/{kept}`, { path: { kept: id } });
}

async function themes() {
  const { themes } = await api.call(`GET ${V1}/themes`);
  const { digest } = themes.find((each) => each.name === "daylight");
  await api.call(`GET ${V1}/themes/current`);
  await api.call(`GET ${V1}/themes/{digest}/preview`, { path: { digest }, query: { scheme: "dark", contrast: "more", hour: "20" } });
  await api.call(`GET ${V1}/themes/{digest}/tokens.json`, { path: { digest } });
  await api.call(`PUT ${V1}/themes/current`, { body: { package: digest } });
  assert.equal((await api.call(`GET ${V1}/themes/current`)).package.digest, digest);
  await api.call(`PUT ${V1}/themes/current`, { body: { package: null } });
  const { tasks } = await gallery();
  await api.call(`GET ${V1}/themes/{digest}/preview`, { path: { digest: tasks.digest }, status: 422 });
}

async function people() {
  const { member, link } = await api.call(`POST ${V1}/members`, { body: { name: "Ada" } });
  const ada = api.stranger();
  await ada.call(`POST ${V1}/session`, { body: { token: link.split("#")[1] } });
  await ada.call(`GET ${V1}/members`, { status: 403 });
  await ada.call(`GET ${V1}/audit`, { status: 403 });
  await api.call(`GET ${V1}/members`);
  const phone = api.stranger();
  const own = await ada.call(`POST ${V1}/account/link`, { status: 201 });
  await phone.call(`POST ${V1}/session`, { body: { token: own.link.split("#")[1] } });
  const { sessions } = await ada.call(`GET ${V1}/sessions`);
  const other = sessions.find((session) => !session.current).id;
  await ada.call(`DELETE ${V1}/sessions/{session}`, { path: { session: other } });
  await ada.call(`DELETE ${V1}/sessions/{session}`, { path: { session: other }, status: 404 });
  await phone.call(`GET ${V1}/account`, { status: 401 });
  await api.call(`POST ${V1}/members/{member}/link`, { path: { member: member.id }, status: 201 });
  const { notices } = await api.call(`GET ${V1}/notices`, { query: { limit: "10" } });
  assert.equal(notices[0].kind, "member-joined");
  await api.call(`POST ${V1}/notices/read`, { body: { through: notices[0].id } });
  await api.call(`DELETE ${V1}/members/{member}`, { path: { member: member.id } });
  const { entries } = await api.call(`GET ${V1}/audit`, { query: { limit: "500" } });
  assert.ok(entries.length > 20);
  await api.call(`GET ${V1}/audit`, { query: { limit: "none" }, status: 400 });
}
