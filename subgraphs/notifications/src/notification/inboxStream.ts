import { setTimeout as sleep } from 'node:timers/promises';

import { badUserInput, upstreamUnavailable } from '@prism/errors/errors';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';
import type { Logger } from '@prism/telemetry/logger';

import type { Inbox } from './inboxCursor.ts';
import type { Notification } from './notification.ts';
import { findPosition, listAfter } from './notification.sql.ts';
import { createWakeUp, type WakeUp } from './wakeUp.ts';

/** What a stream reads from and is woken by. */
export type StreamDeps = {
  readonly db: TenantDb;
  readonly topics: LiveTopics;
  readonly log: Logger;
  /** How often an idle stream looks for itself, in ms: what bounds the delay when a wake-up is lost. */
  readonly pollMs: number;
};

/** Read at once; also all that a slow consumer makes the stream hold. */
const pageSize = 100;

/** How long a new stream waits for the live topics before it does without them, in ms. */
const listenMs = 2_000;

/** Waits between attempts to read while the database is away, in ms; after the last one the stream ends with an error. */
const retryMs = [100, 300, 1_000, 3_000, 6_000];

/**
 * All that an inbox receives after a position (null: from now on), oldest first, each once and without a gap, for as long as
 * the consumer wants. It first listens, then reads: what is committed before the read is read, what is committed later wakes
 * it. Positions become visible in their order, so "after the last one" misses nothing, whatever happens to the wake-ups.
 * Reads on only when the consumer has taken what was read. Rejects with BAD_USER_INPUT when `after` lies beyond the end.
 */
export async function openInboxStream(
  deps: StreamDeps,
  inbox: Inbox,
  after: number | null,
): Promise<AsyncGenerator<Notification, void, void>> {
  const wakeUp = createWakeUp();
  const dispose = await listen(deps, inbox, wakeUp);
  try {
    const end = await deps.db.read((db) => findPosition(db, inbox));
    // Positions never shrink: either the cursor was made up, or the database was set back to an older state. In both cases the
    // client's picture of the inbox is wrong, and going on as if nothing were amiss would hide that.
    if (after !== null && after > end) {
      throw badUserInput([{ path: 'after', message: 'lies beyond the end of the inbox: load the inbox again' }]);
    }
    return endable(follow(deps, inbox, { start: after ?? end, wakeUp }), dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

/**
 * Listens, or gives up waiting for that after a while: while the live topics are away the stream polls, and once they are
 * back it is woken as after any gap. Returns what ends it.
 */
async function listen({ topics, log }: StreamDeps, inbox: Inbox, wakeUp: WakeUp): Promise<() => Promise<void>> {
  const subscribing = topics.subscribe('notification.created', `${inbox.organizationId}:${inbox.userId}`, (message) => {
    wakeUp.grown(message.position);
  });
  const ignoreGaps = topics.onGap(() => {
    wakeUp.missed();
  });
  const settled = subscribing.then(
    () => wakeUp.missed(),
    (error: unknown) => log.warn({ err: error }, 'an inbox stream could not listen and will only poll'),
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

async function* follow(
  deps: StreamDeps,
  inbox: Inbox,
  { start, wakeUp }: { readonly start: number; readonly wakeUp: WakeUp },
): AsyncGenerator<Notification, void, void> {
  let position = start;
  while (!wakeUp.closed) {
    const rows = await readPage(deps, wakeUp, (db) => listAfter(db, inbox, { after: position, limit: pageSize }));
    for (const row of rows) {
      yield row;
      position = row.position;
    }
    // Jitter keeps thousands of streams that began together from looking together.
    if (rows.length < pageSize) await wakeUp.wait(position, deps.pollMs * (0.75 + Math.random() / 2));
  }
}

async function readPage(
  { db, log }: StreamDeps,
  wakeUp: WakeUp,
  read: Parameters<typeof db.read<Notification[]>>[0],
): Promise<Notification[]> {
  for (let attempt = 0; !wakeUp.closed; attempt += 1) {
    wakeUp.begin();
    try {
      return await db.read(read);
    } catch (error) {
      const delay = retryMs[attempt];
      if (delay === undefined)
        throw upstreamUnavailable('The inbox cannot be read. Resume from your last cursor.', { cause: error });
      log.warn({ err: error, attempt }, 'an inbox stream could not read and will try again');
      await wakeUp.wait(Infinity, delay);
    }
  }
  return [];
}

/**
 * A generator's own `return` waits for the step that is under way, which here may be a wait for a notification that never
 * comes. This one ends the wait first, and disposes even if nothing was ever read.
 */
function endable<T>(steps: AsyncGenerator<T, void, void>, dispose: () => Promise<void>): AsyncGenerator<T, void, void> {
  const end = async (finish: () => Promise<IteratorResult<T, void>>) => {
    await dispose();
    return finish();
  };
  const stream: AsyncGenerator<T, void, void> = {
    async next() {
      try {
        const step = await steps.next();
        if (step.done) await dispose();
        return step;
      } catch (error) {
        await dispose();
        throw error;
      }
    },
    return: () => end(() => steps.return()),
    throw: (error: unknown) => end(() => steps.throw(error)),
    [Symbol.asyncIterator]: () => stream,
    [Symbol.asyncDispose]: async () => {
      await stream.return();
    },
  };
  return stream;
}
