import { setImmediate } from 'node:timers/promises';

/** How long work may hold the event loop at a stretch, in milliseconds. */
const sliceMs = 8;

/** Returns what long work awaits now and then: it lets others run when this work has held the event loop for 8 ms. */
export function createBreather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await setImmediate();
    since = performance.now();
  };
}
