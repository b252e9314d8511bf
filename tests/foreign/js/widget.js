// The same widget as ../c/widget.c, in JavaScript: it counts, and says what it found of a system.

const plain = (text) => ({ tag: 'plain', val: { text, style: 'plain' } });
const line = (text) => ({ tag: 'text', val: { spans: [plain(text)] } });
const encode = (value) => new TextEncoder().encode(JSON.stringify(value));
const decode = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(4))).join('.');

export function update(context, state, event) {
  const { count } = state ? decode(state) : { count: 0 };
  console.log('what is printed goes nowhere');
  const before = Date.now();
  for (let i = 0; i < 1000; i += 1) Math.sqrt(i);
  const found = {
    count: event.tag === 'input' ? count + 1 : count,
    stood: Date.now() === before,
    clock: Number(context.now) === before,
    random: random(),
  };
  return { state: encode(found), refreshAfter: undefined };
}

export function render(_context, state) {
  const found = decode(state);
  const lines = [`count ${found.count}`, `clock stands ${found.stood}`, `clock is the context's ${found.clock}`, `random ${found.random}`];
  const nodes = [
    { tag: 'column', val: { children: new Uint32Array([1, 2, 3, 4, 5]), gap: 'small', align: 'stretch' } },
    ...lines.map(line),
    { tag: 'button', val: { key: 'more', label: 'One more', icon: undefined, emphasis: 'primary', tone: 'neutral', disabled: false } },
  ];
  return { nodes, root: 0 };
}

export function migrate(_fromVersion, state) {
  return state;
}
