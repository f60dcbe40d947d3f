import { setTimeout as sleep } from 'node:timers/promises';

type Found<T> = Exclude<T, false | null | undefined>;

/** How long to look, and how long to wait between two looks, in milliseconds. */
export interface Patience {
  readonly limitMs?: number;
  readonly everyMs?: number;
}

/** Looks until it finds something, and resolves to that. Throws when it looked in vain, for 30 s unless told otherwise. */
export async function until<T>(
  look: () => T | Promise<T>,
  { limitMs = 30_000, everyMs = 10 }: Patience = {},
): Promise<Found<T>> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found as Found<T>;
    if (performance.now() > deadline) throw new Error(`Looked in vain for ${String(limitMs)} ms: ${String(look)}`);
    await sleep(everyMs);
  }
}
