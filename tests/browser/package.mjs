/** Packages that a test needs and nobody has made: a component that is there, with other words in its manifest. */

const HEADER = 8;
const MANIFEST = "fanlight:manifest";

/** The package `wasm` with the manifest that `change` makes of its own. */
export function withManifest(wasm, change) {
  const kept = [wasm.subarray(0, HEADER)];
  let manifest = null;
  for (let at = HEADER; at < wasm.length; ) {
    const size = leb(wasm, at + 1);
    const end = size.end + size.value;
    const name = wasm[at] === 0 ? leb(wasm, size.end) : null;
    if (name && wasm.toString("utf8", name.end, name.end + name.value) === MANIFEST) {
      manifest = JSON.parse(wasm.toString("utf8", name.end + name.value, end));
    } else kept.push(wasm.subarray(at, end));
    at = end;
  }
  const body = Buffer.concat([written(MANIFEST.length), Buffer.from(MANIFEST), Buffer.from(JSON.stringify(change(manifest)))]);
  return Buffer.concat([...kept, Buffer.from([0]), written(body.length), body]);
}

/** An unsigned LEB128 number, and where it ends. */
function leb(bytes, at) {
  let [value, shift] = [0, 1];
  for (;;) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * shift;
    shift *= 128;
    if (byte < 0x80) return { value, end: at };
  }
}

function written(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}
