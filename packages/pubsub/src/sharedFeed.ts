import { endable } from './endable.ts';
import { readPatiently, type WakeUpSource } from './listening.ts';
import { openPositionStream, type Positioned } from './positionStream.ts';
import { createWakeUp, type WakeUp } from './wakeUp.ts';

/** What of a list can be read at a moment. Positions have no gaps. */
export type FeedRange = {
  /** The last position that is not kept any more; 0 when nothing was dropped. */
  readonly dropped: number;
  readonly last: number;
};

/** A list that many follow. */
export type FeedSource<R extends Positioned> = WakeUpSource & {
  readonly findRange: () => Promise<FeedRange>;
  /** What came after a position, oldest first and without a gap, `limit` at most. */
  readonly readAfter: (after: number, limit: number) => Promise<readonly R[]>;
  /** What a consumer is told who wants to begin after a position outside of the range, and one that fell out of it. */
  readonly outOfRange: (after: number, range: FeedRange) => Error;
};

/** Lists of one kind, by key. */
export type SharedFeeds<R extends Positioned> = {
  /**
   * All that a list gets after a position (null: from now on), oldest first, each once and without a gap. Rejects with
   * `outOfRange` for a position that cannot be begun after. Reads on only when the consumer has taken what was read.
   */
  open(key: string, after: number | null): Promise<AsyncGenerator<R, void, void>>;
};

/** Kept for consumers that are a little behind; who is further behind reads for itself. */
const keptRows = 256;

const pageSize = 100;

/**
 * Follows each list once per process, however many consumers it has: a change is read from the database once and handed to all.
 * A list is followed as long as it has consumers.
 */
export function createSharedFeeds<R extends Positioned>(sourceOf: (key: string) => FeedSource<R>): SharedFeeds<R> {
  const feeds = new Map<string, Feed<R>>();
  return {
    async open(key, after) {
      const feed = feeds.get(key) ?? createFeed(sourceOf(key), () => feeds.delete(key));
      feeds.set(key, feed);
      const wakeUp = createWakeUp();
      const leave = feed.join(wakeUp);
      try {
        const start = await feed.start(after);
        return endable(consume(feed, start, wakeUp), () => {
          leave();
          return Promise.resolve();
        });
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

type Feed<R extends Positioned> = {
  readonly source: FeedSource<R>;
  /** Wakes the consumer whenever there is more; returns what leaves. The last one ends the feed. */
  join(wakeUp: WakeUp): () => void;
  /** Resolves to the position to begin after, once the list is followed. */
  start(after: number | null): Promise<number>;
  /** What came after a position as far as it is at hand; null when that is too long ago. */
  recent(after: number): readonly R[] | null;
  /** Throws what ended the feed, if anything did. */
  assertAlive(): void;
};

function createFeed<R extends Positioned>(source: FeedSource<R>, onEnd: () => void): Feed<R> {
  const consumers = new Set<WakeUp>();
  // Everything after `floor` that was read until now is in `rows`.
  let rows: R[] = [];
  let floor = Infinity;
  let failure: { readonly error: unknown } | null = null;
  let ended = false;

  const end = (): void => {
    if (ended) return;
    ended = true;
    onEnd();
  };
  const opening = openPositionStream<R>({
    ...source,
    start: async () => (floor = (await source.findRange()).last),
  });
  const follow = async (): Promise<void> => {
    for await (const row of await opening) {
      rows.push(row);
      if (rows.length > 2 * keptRows) {
        rows = rows.slice(-keptRows);
        floor = (rows[0]?.position ?? 1) - 1;
      }
      for (const consumer of consumers) consumer.grown(row.position);
    }
  };
  follow().catch((error: unknown) => {
    failure = { error };
    end();
    for (const consumer of consumers) consumer.missed();
  });

  const assertAlive = (): void => {
    if (failure) throw failure.error;
  };
  return {
    source,
    assertAlive,
    join(wakeUp) {
      consumers.add(wakeUp);
      return () => {
        wakeUp.close();
        if (!consumers.delete(wakeUp) || consumers.size > 0) return;
        end();
        opening.then((stream) => stream.return()).catch(() => undefined);
      };
    },
    async start(after) {
      await opening;
      const range = await source.findRange();
      if (after !== null && (after > range.last || after < range.dropped)) throw source.outOfRange(after, range);
      return after ?? range.last;
    },
    recent(after) {
      if (after < floor) return null;
      const first = rows[0]?.position ?? Infinity;
      return after < first ? [...rows] : rows.slice(after - first + 1);
    },
  };
}

async function* consume<R extends Positioned>(
  feed: Feed<R>,
  start: number,
  wakeUp: WakeUp,
): AsyncGenerator<R, void, void> {
  let position = start;
  while (!wakeUp.closed) {
    feed.assertAlive();
    const rows = feed.recent(position) ?? (await readBehind(feed, position, wakeUp));
    for (const row of rows) {
      yield row;
      position = row.position;
    }
    // What is at hand grows only by what the feed has read, which wakes whoever waits for it.
    if (rows.length === 0) await wakeUp.wait(position, nextCheckMs);
  }
}

/** Only a bound on the wait: the feed itself looks for lost wake-ups. */
const nextCheckMs = 60_000;

async function readBehind<R extends Positioned>(
  { source }: Feed<R>,
  after: number,
  wakeUp: WakeUp,
): Promise<readonly R[]> {
  const rows = (await readPatiently(source, wakeUp, () => source.readAfter(after, pageSize))) ?? [];
  const [first] = rows;
  if (first && first.position !== after + 1)
    throw source.outOfRange(after, { dropped: first.position - 1, last: first.position });
  return rows;
}
