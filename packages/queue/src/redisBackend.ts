import { closeRedis, connectRedis } from '@prism/pubsub/redisConnection';
import { createLogger } from '@prism/telemetry/logger';
import { Queue, Worker } from 'bullmq';

import type { QueueBackend } from './backend.ts';
import { createBullBackend } from './bullBackend.ts';

/** `prefix` stands before every key (default `prism`), so that several Prisms can share one Redis. */
export type RedisBackendOptions = { url: string; prefix?: string };

/**
 * Queues in Redis, which must not evict (`maxmemory-policy noeviction`). Adding fails while Redis is away, or does
 * not answer within 5 s; workers wait for it to come back.
 */
export function createRedisBackend({ url, prefix = 'prism' }: RedisBackendOptions): QueueBackend {
  const log = createLogger('queue');
  const adding = connectRedis(url, log, { maxRetriesPerRequest: 1, commandTimeout: 5_000 });
  // Workers block on their connections: BullMQ wants these to retry for ever.
  const working = connectRedis(url, log, { maxRetriesPerRequest: null });
  return createBullBackend(
    {
      createQueue: (name, options) => new Queue(name, { ...options, connection: adding, prefix }),
      createWorker: (name, process, options) => new Worker(name, process, { ...options, connection: working, prefix }),
      close: async () => {
        await Promise.all([closeRedis(adding), closeRedis(working)]);
      },
    },
    log,
  );
}
