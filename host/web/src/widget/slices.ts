/**
 * Work in slices: between two of them the browser answers clicks, and paints. What a slice puts on the page is styled and laid out with the
 * browser's next frame, in one task: so there is only so much of it for each frame.
 */

/** Milliseconds of slices for one frame of the browser; styling, laying out and painting them takes it about as long again. */
const BUDGET = 16;
/** Milliseconds after which a frame is not waited for any longer: a window that is covered gets none. */
const PATIENCE = 100;

/** `scheduler.yield` comes back before other work that waits; where it is missing, a message does, after it. */
interface Scheduler {
  yield?: () => Promise<void>;
}

/** The frame that will show what was done since the one before, and when that began. */
let frame: { since: number; made: Promise<void> } | null = null;

const channel = new MessageChannel();
const next: (() => void)[] = [];
channel.port1.onmessage = () => next.shift()?.();

/** Resolves in a task of its own, and after a frame of the browser when there is enough for one. */
export async function turn(): Promise<void> {
  for (;;) {
    await apart();
    frame ??= { since: performance.now(), made: imminent().then(() => void (frame = null)) };
    if (performance.now() - frame.since < BUDGET) return;
    await frame.made;
  }
}

function apart(): Promise<void> {
  const scheduler = (globalThis as { scheduler?: Scheduler }).scheduler;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((done) => {
    next.push(done);
    channel.port2.postMessage(null);
  });
}

/** Resolves just before the browser makes its next frame. */
function imminent(): Promise<void> {
  // Nobody looks, so there are no frames to wait for.
  if (document.hidden) return apart();
  return new Promise((done) => {
    const late = setTimeout(done, PATIENCE);
    requestAnimationFrame(() => {
      clearTimeout(late);
      done();
    });
  });
}
