// node componentize.mjs WIT_DIR OUT
import { componentize } from '@bytecodealliance/componentize-js';
import { readFile, writeFile } from 'node:fs/promises';

const [wit, out] = process.argv.slice(2);
const source = await readFile(new URL('widget.js', import.meta.url), 'utf8');
// A widget has no network, so the parts of the engine that want one are left out.
const options = { witPath: wit, worldName: 'fanlight:bridge/widget', disableFeatures: ['http', 'fetch-event'] };
await writeFile(out, (await componentize(source, options)).component);
