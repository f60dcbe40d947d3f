import type { Pool } from '@prism/db/pool';
import { withTransaction, type Scope } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { Logger } from '@prism/telemetry/logger';
import { counter } from '@prism/telemetry/metrics';
import { warnRarely } from '@prism/telemetry/warnRarely';

import type { QueueBackend } from './backend.ts';
import { handOver } from './handOver.ts';
import { claimWaiting, releaseMessages } from './relay.sql.ts';

/** What relay, reconciler and workers are made of. */
export type QueueParts = { pool: Pool; topics: LiveTopics; backend: QueueBackend; log: Logger };

/** `pollMs` (default 1,000): how often to look without having been woken. `batch` (default 200): rows in one go. */
export type RelayOptions = { pollMs?: number; batch?: number };

/** A running relay. */
export type Relay = {
  /** Looks for rows now; resolves when none are left or the queue takes no more. Never rejects. */
  drain(): Promise<void>;
  /** Takes no more rows and waits for those on their way. */
  close(): Promise<void>;
};

const relayed = counter({
  name: 'prism_outbox_relayed_total',
  help: 'Outbox rows handed to the queue.',
  labelNames: ['job'],
});

/** The scope of everything that looks over all organizations' rows. */
export const relayScope: Scope = { role: 'prism_relay' };

/**
 * Hands rows of the outbox to the queue: woken by `outbox.written`, and by itself as a net. Any number may run at once.
 * Rows are marked before they are added and given back when adding fails. A relay that dies in between leaves marked rows
 * without a job: the reconciler finds those. Resolves at once; a Redis that is away only costs wake-ups.
 */
export function startRelay(parts: QueueParts, { pollMs = 1_000, batch = 200 }: RelayOptions = {}): Relay {
  const { topics, log } = parts;
  let closed = false;
  let asked = 0;
  let running: Promise<void> | undefined;
  const isOpen = () => !closed;
  const work = async () => {
    try {
      // A wake-up in the middle of a look may be for a row that the look was too early for: look again.
      for (let seen = 0; seen < asked && !closed;) {
        seen = asked;
        while ((await relayBatch(parts, batch)) === batch && isOpen());
      }
    } catch (error) {
      log.error({ err: error }, 'the outbox could not be read');
    } finally {
      // In the same step as the last comparison above, so that no wake-up falls in between.
      running = undefined;
    }
  };
  const drain = (): Promise<void> => {
    asked += 1;
    running ??= work();
    return running;
  };
  const wake = () => {
    if (!closed) void drain();
  };
  const timer = setInterval(wake, pollMs);
  const stopGap = topics.onGap(wake);
  const subscribed = topics.subscribe('outbox.written', '*', wake).catch((error: unknown) => {
    if (!closed) log.error({ err: error }, 'the relay hears no wake-ups and polls only');
    return undefined;
  });
  wake();
  return {
    drain,
    async close() {
      closed = true;
      clearInterval(timer);
      stopGap();
      await running;
      // Redis may be away: then nothing is subscribed, and closing the topics ends the attempt.
      void subscribed.then((unsubscribe) => unsubscribe?.());
    },
  };
}

/** Returns how many rows went over; fewer than asked for means that there is nothing more to do now. */
async function relayBatch({ pool, backend, log }: QueueParts, batch: number): Promise<number> {
  const messages = await withTransaction(pool, relayScope, (db) => claimWaiting(db, batch));
  if (messages.length === 0) return 0;
  const { refused, error } = await handOver(backend, messages);
  for (const { job } of messages) relayed.inc({ job });
  if (refused.length === 0) return messages.length;
  warnRarely(log, `The queue takes no jobs, they stay in the outbox: ${String(error)}`);
  await withTransaction(pool, relayScope, (db) => releaseMessages(db, refused));
  return 0;
}
