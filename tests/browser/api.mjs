/** A program that speaks to the API and believes nothing: every request and every answer is held against the server's own description. */
import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

/** Of JSON Pointer (RFC 6901), in a fragment. */
const pointer = (...parts) => parts.map((part) => `/${encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");

export class Api {
  /** The description, as it is served. */
  document;
  /** Operations that succeeded, such as `GET /api/v1/account`. */
  done = new Set();
  #origin;
  #cookie = "";
  #schemas;

  constructor(origin, document) {
    this.#origin = origin;
    this.document = document;
    // Formats of Rust's numbers are no formats of JSON Schema: they say what a client may store them in.
    const numbers = ["int64", "uint64", "uint32", "uint16", "uint8", "uint", "int32", "double", "float"];
    this.#schemas = formats(new Ajv2020({ strict: false, allErrors: true, formats: Object.fromEntries(numbers.map((name) => [name, true])) }));
    this.#schemas.addSchema(document, "api");
  }

  static async of(origin) {
    return new Api(origin, await (await fetch(`${origin}/api/v1/openapi.json`)).json());
  }

  /** The same without a session. */
  stranger() {
    const other = new Api(this.#origin, this.document);
    other.done = this.done;
    return other;
  }

  /** Whether a value fits the schema at a place of the document; if not, why. */
  faults(value, ...place) {
    const fits = this.#schemas.getSchema(`api#${pointer(...place)}`) ?? this.#schemas.compile({ $ref: `api#${pointer(...place)}` });
    return fits(value) ? null : this.#schemas.errorsText(fits.errors, { separator: "\n" });
  }

  /**
   * One request. `at` is the operation, such as `PUT /api/v1/boards/{board}/layout`; `path` and `query` are its parameters by name;
   * `body` is JSON, or bytes of the type `media`. The answer's JSON, or its text, when the status is `status`.
   */
  async call(at, { path = {}, query = {}, body, media = "application/json", status, headers = {}, wrong = false } = {}) {
    const [method, template] = at.split(" ");
    const operation = this.document.paths[template]?.[method.toLowerCase()];
    assert.ok(operation, `${at} is described`);
    const place = ["paths", template, method.toLowerCase()];
    const filled = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? assert.fail(`${at} has a ${name}`)));
    const named = operation.parameters?.filter((parameter) => parameter.in === "query").map((parameter) => parameter.name) ?? [];
    for (const name of Object.keys(query)) assert.ok(named.includes(name), `${at} describes ?${name}`);

    // Holding an answer against its schema may take longer than the server keeps a socket that says nothing.
    const sent = { connection: "close", ...headers, ...(this.#cookie && { cookie: this.#cookie }) };
    if (method !== "GET") sent.origin = this.#origin;
    if (body !== undefined) {
      sent["content-type"] = media;
      const described = operation.requestBody?.content;
      assert.ok(described?.[media] || wrong, `${at} takes ${media}`);
      if (media === "application/json") {
        const faults = this.faults(body, ...place, "requestBody", "content", media, "schema");
        assert.equal(faults !== null, wrong, `the body of ${at}: ${faults}`);
      }
    }
    const address = `${this.#origin}${filled}?${new URLSearchParams(query)}`;
    const answer = await fetch(address, { method, headers: sent, body: media === "application/json" ? JSON.stringify(body) : body });
    const said = await this.#held(answer, at, operation, place);
    if (status === undefined) assert.ok(answer.ok, `${at}: ${answer.status} ${JSON.stringify(said)}`);
    else assert.equal(answer.status, status, `${at}: ${JSON.stringify(said)}`);
    if (answer.ok) this.done.add(at);
    return said;
  }

  async #held(answer, at, operation, place) {
    const described = operation.responses[answer.status];
    assert.ok(described, `${at} may answer ${answer.status}`);
    const cookie = answer.headers.get("set-cookie");
    if (cookie) this.#cookie = cookie.split(";")[0];
    const media = (answer.headers.get("content-type") ?? "").split(";")[0];
    if (media === "text/event-stream") return this.#events(answer.body);
    const text = await answer.text();
    if (!described.content) {
      assert.equal(text, "", `${at} has no body`);
      return null;
    }
    const key = described.content[media] ? media : "*/*";
    assert.ok(described.content[key], `${at} may answer with ${media}`);
    if (!media.endsWith("json")) return text;
    const json = JSON.parse(text);
    assert.equal(this.faults(json, ...place, "responses", String(answer.status), "content", key, "schema"), null, `${at} answers ${text.slice(0, 4_000)}`);
    return json;
  }

  /** What a stream says, one event after the other. */
  async *#events(body) {
    let text = "";
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const of = (name) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim();
        if (of("event") === undefined) continue;
        const event = { event: of("event"), data: JSON.parse(of("data")) };
        assert.equal(this.faults(event, "components", "schemas", "LiveEvent"), null, JSON.stringify(event));
        yield event;
      }
    }
  }
}
