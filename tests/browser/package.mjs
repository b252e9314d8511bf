/** Packages that a test changes: the committed guests with another manifest. */
import { readFile } from "node:fs/promises";

const GUESTS = new URL("../../host/assets/guests/", import.meta.url);
const SECTION = "fanlight:manifest";

/** A committed guest with some of its manifest changed, such as `{ limits: { fuel: 1 } }`. */
export async function guest(name, change) {
  const bytes = await readFile(new URL(`${name}.wasm`, GUESTS));
  // After the eight bytes of its head a component is sections: an id, a length, and so many bytes. Ours has the id of custom ones.
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = number(bytes, at + 1);
    const [named, words] = number(bytes, start);
    if (bytes[at] === 0 && bytes.toString("utf8", words, words + named) === SECTION) {
      const manifest = { ...JSON.parse(bytes.toString("utf8", words + named, start + length)), ...change };
      const content = Buffer.concat([Buffer.from([SECTION.length]), Buffer.from(SECTION + JSON.stringify(manifest))]);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), leb(content.length), content, bytes.subarray(start + length)]);
    }
    at = start + length;
  }
  throw new Error(`${name} has no manifest`);
}

/** A number in LEB128, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at];
  }
}

function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}
