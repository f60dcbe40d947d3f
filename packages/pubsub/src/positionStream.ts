import { endable } from './endable.ts';
import { listenFor, nextLookMs, readPatiently, type WakeUpSource } from './listening.ts';
import { createWakeUp, type WakeUp } from './wakeUp.ts';

/** An entry of a list whose positions grow and become visible in their order. */
export type Positioned = { readonly position: number };

/** A list that can be read from a position on. */
export type PositionSource<R extends Positioned> = WakeUpSource & {
  /** The position that the stream begins after. Called once it listens; what it throws refuses the stream. */
  readonly start: () => Promise<number>;
  /** What came after a position, oldest first, `limit` at most. */
  readonly readAfter: (after: number, limit: number) => Promise<readonly R[]>;
};

/** Read at once; also all that a slow consumer makes the stream hold. */
const pageSize = 100;

/**
 * All that a list gets after a position, oldest first, each once and without a gap, for as long as the consumer wants. It
 * first listens, then reads: what is committed before the read is read, what is committed later wakes it. Positions become
 * visible in their order, so "after the last one" misses nothing, whatever happens to the wake-ups. Reads on only when the
 * consumer has taken what was read. Rejects with what `start` throws, and then nothing listens any more.
 */
export async function openPositionStream<R extends Positioned>(
  source: PositionSource<R>,
): Promise<AsyncGenerator<R, void, void>> {
  const wakeUp = createWakeUp();
  const dispose = await listenFor(source, wakeUp);
  try {
    return endable(follow(source, await source.start(), wakeUp), dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function* follow<R extends Positioned>(
  source: PositionSource<R>,
  start: number,
  wakeUp: WakeUp,
): AsyncGenerator<R, void, void> {
  let position = start;
  while (!wakeUp.closed) {
    const after = position;
    const rows = (await readPatiently(source, wakeUp, () => source.readAfter(after, pageSize))) ?? [];
    for (const row of rows) {
      yield row;
      position = row.position;
    }
    if (rows.length < pageSize) await wakeUp.wait(position, nextLookMs(source));
  }
}
