/**
 * Work in slices: between two of them the browser answers clicks, and paints. What a slice puts on the page is styled and laid out with the
 * browser's next frame, in one task: so there is only so much of it for each frame, and what the last frame took decides how much.
 */

/** Milliseconds that the browser may take for a frame of what slices made. */
const FRAME = 20;
/** Milliseconds of slices for one frame, at the least and at the most. */
const LEAST = 8;
const MOST = 16;
/** Milliseconds after which a frame is not waited for any longer: a window that is covered gets none. */
const PATIENCE = 100;

/** `scheduler.yield` comes back before other work that waits; where it is missing, a message does, after it. */
interface Scheduler {
  yield?: () => Promise<void>;
}

/** The frame that will show what was done since the one before, when that began, and whether it was all that one frame takes. */
let frame: { since: number; full: boolean; made: Promise<void> } | null = null;
let budget = MOST / 2;

const channel = new MessageChannel();
const next: (() => void)[] = [];
channel.port1.onmessage = () => next.shift()?.();

/** Resolves in a task of its own, and after a frame of the browser when there is enough for one. */
export async function turn(): Promise<void> {
  for (;;) {
    await apart();
    frame ??= { since: performance.now(), full: false, made: imminent() };
    if (performance.now() - frame.since < budget) return;
    frame.full = true;
    await frame.made;
  }
}

function apart(): Promise<void> {
  const scheduler = (globalThis as { scheduler?: Scheduler }).scheduler;
  return scheduler?.yield ? scheduler.yield() : message();
}

/** Resolves in a task that waits behind all others. */
function message(): Promise<void> {
  return new Promise((done) => {
    next.push(done);
    channel.port2.postMessage(null);
  });
}

/** Resolves just before the browser makes its next frame. */
async function imminent(): Promise<void> {
  // Nobody looks, so there are no frames to wait for.
  if (document.hidden) await apart();
  else if (await requested()) void measured(performance.now(), frame?.full ?? false);
  frame = null;
}

/** Whether there is a frame; there is none for a while in a window that is covered. */
function requested(): Promise<boolean> {
  return new Promise((done) => {
    const late = setTimeout(() => done(false), PATIENCE);
    requestAnimationFrame(() => {
      clearTimeout(late);
      done(true);
    });
  });
}

/** How much there is for the next frame follows from what this one takes, which has begun. */
async function measured(began: number, full: boolean): Promise<void> {
  await message();
  const took = performance.now() - began;
  if (full) budget = Math.min(MOST, Math.max(LEAST, (budget * FRAME) / took));
}
