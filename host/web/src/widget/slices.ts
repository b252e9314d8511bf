/** Work in slices: between two of them the browser answers clicks, and paints. */

/** `scheduler.yield` comes back before other work that waits; where it is missing, a message does, after it. */
interface Scheduler {
  yield?: () => Promise<void>;
}

const channel = new MessageChannel();
const next: (() => void)[] = [];
channel.port1.onmessage = () => next.shift()?.();

/** Resolves in a task of its own. */
export function turn(): Promise<void> {
  const scheduler = (globalThis as { scheduler?: Scheduler }).scheduler;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((done) => {
    next.push(done);
    channel.port2.postMessage(null);
  });
}
