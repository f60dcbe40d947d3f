import { createLogger, type Logger } from '@prism/telemetry/logger';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

import type { QueueBackend } from './backend.ts';
import { createBullBackend } from './bullBackend.ts';

/** `prefix` stands before every key (default `prism`), so that several Prisms can share one Redis. */
export type RedisBackendOptions = { url: string; prefix?: string };

/**
 * Queues in Redis, which must not evict (`maxmemory-policy noeviction`). Nothing connects later than it must: adding fails
 * quickly while Redis is away, workers wait for it to come back.
 */
export function createRedisBackend({ url, prefix = 'prism' }: RedisBackendOptions): QueueBackend {
  const log = createLogger('queue');
  const adding = connect(url, 1, log);
  // Workers block on their connections: BullMQ wants these to retry for ever.
  const working = connect(url, null, log);
  return createBullBackend(
    {
      createQueue: (name, options) => new Queue(name, { ...options, connection: adding, prefix }),
      createWorker: (name, process, options) => new Worker(name, process, { ...options, connection: working, prefix }),
      close: async () => {
        await Promise.all([quit(adding), quit(working)]);
      },
    },
    log,
  );
}

function connect(url: string, maxRetriesPerRequest: number | null, log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
    disconnectTimeout: 200,
  });
  redis.on('error', (error: Error) => {
    log.warn({ err: error }, 'Redis connection of the queues failed');
  });
  return redis;
}

async function quit(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await redis.quit().catch(() => undefined);
  else if (redis.status !== 'end') redis.disconnect();
}
