import { endable } from './endable.ts';
import { listenFor, nextLookMs, readPatiently, type WakeUpSource } from './listening.ts';
import { createWakeUp, type WakeUp } from './wakeUp.ts';

/** Something of which only the present state counts. */
export type ValueSource<T> = WakeUpSource & {
  readonly read: () => Promise<T>;
  /** Whether two values are the same to whoever hears them. */
  readonly same: (one: T, other: T) => boolean;
  /** After how long a value may be different without anybody saying so, in ms. Default: never, but for `pollMs`. */
  readonly goodForMs?: (value: T) => number;
  /** How long to let changes gather before reading, in ms. Default 0. */
  readonly gatherMs?: number;
};

/**
 * The value at once, then each that differs from the one before, for as long as the consumer wants. Changes that follow each
 * other while it reads, or while the consumer is busy, are one. It listens first, so the last value is never missed; a wake-up
 * that is lost delays it by `pollMs`.
 */
export async function openValueStream<T>(source: ValueSource<T>): Promise<AsyncGenerator<T, void, void>> {
  const wakeUp = createWakeUp();
  const dispose = await listenFor(source, wakeUp);
  return endable(follow(source, wakeUp), dispose);
}

async function* follow<T>(source: ValueSource<T>, wakeUp: WakeUp): AsyncGenerator<T, void, void> {
  let last: { readonly value: T } | null = null;
  while (!wakeUp.closed) {
    // Wrapped, since null may be a value of its own.
    const read = await readPatiently(source, wakeUp, async () => ({ value: await source.read() }));
    if (!read) return;
    if (!last || !source.same(last.value, read.value)) yield read.value;
    last = read;
    const goodFor = source.goodForMs?.(read.value) ?? Infinity;
    await wakeUp.wait(Infinity, Math.min(nextLookMs(source), goodFor));
    // A wait of its own: another change does not end it.
    if (source.gatherMs) await wakeUp.waitClosed(source.gatherMs);
  }
}
