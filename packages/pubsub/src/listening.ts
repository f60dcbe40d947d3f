import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@prism/telemetry/logger';

import type { LiveTopics, Unsubscribe } from './liveTopics.ts';
import type { WakeUp } from './wakeUp.ts';

/** How a live stream is woken. */
export type WakeUpSource = {
  /** Begins to hear of changes: calls `changed` with the position that a list has grown to, or without one. */
  readonly listen: (changed: (position?: number) => void) => Promise<Unsubscribe>;
  readonly topics: Pick<LiveTopics, 'onGap'>;
  readonly log: Logger;
  /** How often an idle stream looks for itself, in ms (± 25 %): what bounds the delay when a wake-up is lost. */
  readonly pollMs: number;
  /** What a stream ends with whose reads have failed for ten seconds. */
  readonly unavailable: (cause: unknown) => Error;
};

/** How long a new stream waits for the live topics before it does without them, in ms. */
const listenMs = 2_000;

/** Waits between attempts to read while the database is away, in ms; after the last one the stream ends with an error. */
const retryMs = [100, 300, 1_000, 3_000, 6_000];

/**
 * Listens, or gives up waiting for that after a while: while the live topics are away a stream polls, and once they are
 * back it is woken as after any gap. Returns what ends it, and the wake-up with it.
 */
export async function listenFor(source: WakeUpSource, wakeUp: WakeUp): Promise<() => Promise<void>> {
  const subscribing = source.listen((position) => {
    if (position === undefined) wakeUp.missed();
    else wakeUp.grown(position);
  });
  const ignoreGaps = source.topics.onGap(() => {
    wakeUp.missed();
  });
  const settled = subscribing.then(
    () => wakeUp.missed(),
    (error: unknown) => source.log.warn({ err: error }, 'a live stream could not listen and will only poll'),
  );
  await Promise.race([settled, sleep(listenMs, undefined, { ref: false })]);
  return async () => {
    if (wakeUp.closed) return;
    wakeUp.close();
    ignoreGaps();
    // Not awaited: what never began to listen has nothing to end.
    subscribing.then((unsubscribe) => unsubscribe()).catch(() => undefined);
    await Promise.resolve();
  };
}

/** Jitter keeps thousands of streams that began together from looking together. */
export function nextLookMs({ pollMs }: WakeUpSource): number {
  return pollMs * (0.75 + Math.random() / 2);
}

/** Reads, and again for some ten seconds while that fails. Null when the stream was closed meanwhile. */
export async function readPatiently<T>(
  { log, unavailable }: WakeUpSource,
  wakeUp: WakeUp,
  read: () => Promise<T>,
): Promise<T | null> {
  for (let attempt = 0; !wakeUp.closed; attempt += 1) {
    wakeUp.begin();
    try {
      return await read();
    } catch (error) {
      const delay = retryMs[attempt];
      if (delay === undefined) throw unavailable(error);
      log.warn({ err: error, attempt }, 'a live stream could not read and will try again');
      await wakeUp.wait(Infinity, delay);
    }
  }
  return null;
}
