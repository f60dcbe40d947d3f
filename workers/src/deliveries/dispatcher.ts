import type { Pool } from '@prism/db/pool';
import { organizationsDue } from '@prism/notifications/domain';

import { createSignal } from './signal.ts';
import { createTurns, type TurnOptions, type TurnParts } from './turns.ts';

/** How the dispatcher works, in milliseconds and messages. */
export type DispatcherOptions = TurnOptions & {
  /** How often to look without having been woken (1,000). */
  readonly pollMs?: number;
  /** How long closing waits for what is under way (10,000). */
  readonly drainMs?: number;
};

/** A running dispatcher. */
export type Dispatcher = {
  /** Takes no more messages and waits for those under way as long as `drainMs`; what is then unfinished is sent again by others. */
  close(): Promise<void>;
};

const organizationsAtOnce = 100;

/**
 * Sends what is due: woken by `delivery.due`, and by itself as a net. Organizations take turns, each with a small share, so that a
 * long backlog delays nobody else's one message; within one, endpoints take turns in the same way. Any number may run at once.
 * A message is sent at least once, always under the same id.
 */
export function startDispatcher(parts: TurnParts, options: DispatcherOptions = {}): Dispatcher {
  const { pollMs = 1_000, drainMs = 10_000 } = options;
  const { topics, log } = parts;
  const signal = createSignal();
  const turns = createTurns(parts, options, signal.raise);
  let closed = false;

  const work = async () => {
    while (!closed) {
      signal.clear();
      const more = await round(
        parts.pool,
        (organizationId) => turns.take(organizationId),
        () => closed,
      ).catch((error: unknown) => {
        log.error({ err: error }, 'what is due could not be read');
        return false;
      });
      // As long as somebody has something, the next round follows at once.
      if (!more) await signal.wait(pollMs);
    }
  };
  const stopGap = topics.onGap(signal.raise);
  const subscribed = topics.subscribe('delivery.due', '*', signal.raise).catch((error: unknown) => {
    if (!closed) log.error({ err: error }, 'the dispatcher hears no wake-ups and polls only');
    return undefined;
  });
  const running = work();
  return {
    async close() {
      closed = true;
      stopGap();
      signal.raise();
      await running;
      await turns.drain(drainMs);
      // Redis may be away: then nothing is subscribed, and closing the topics ends the attempt.
      void subscribed.then((unsubscribe) => unsubscribe?.());
    },
  };
}

/** One turn for each organization with something due. True when there may be more to take at once. */
async function round(
  pool: Pool,
  take: (organizationId: string) => Promise<boolean>,
  isClosed: () => boolean,
): Promise<boolean> {
  let more = false;
  for (let after: string | null = null; ;) {
    const due: string[] = await organizationsDue(pool, after, organizationsAtOnce);
    for (const organizationId of due) {
      if (isClosed()) return false;
      if (await take(organizationId)) more = true;
    }
    if (due.length < organizationsAtOnce) return more;
    after = due.at(-1) ?? null;
  }
}
