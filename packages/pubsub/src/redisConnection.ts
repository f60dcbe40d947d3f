import { setTimeout as sleep } from 'node:timers/promises';

import { messageOf } from '@prism/telemetry/messageOf';
import { warnRarely, type WarningLog } from '@prism/telemetry/warnRarely';
import { Redis, type RedisOptions } from 'ioredis';

/** How long to wait for Redis: for an answer in milliseconds (default: for ever), and over how many new connections (null: any). */
export type RedisPatience = Pick<
  RedisOptions,
  'commandTimeout' | 'maxRetriesPerRequest' | 'autoResubscribe' | 'enableAutoPipelining' | 'enableOfflineQueue'
>;

const goodbyeMs = 1_000;

/** Opens a connection that comes back by itself, within a second of Redis. Its failures are logged now and then. */
export function connectRedis(url: string, log: WarningLog, patience: RedisPatience): Redis {
  const retryStrategy = (attempt: number) => Math.min(50 * 2 ** attempt, 1_000);
  // How long a closed connection may keep the process alive.
  const redis = new Redis(url, { ...patience, retryStrategy, disconnectTimeout: 200 });
  redis.on('error', (error: Error) => {
    warnRarely(
      log,
      `Redis at ${redisAddress(url)} cannot be used, and is tried again every second: ${messageOf(error)}`,
    );
  });
  return redis;
}

/** Host and port of a Redis, without the rest of its URL. */
export function redisAddress(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '6379'}`;
}

/** Ends a connection: what was sent is awaited for a second at most, whatever else waits is rejected. Never rejects itself. */
export async function closeRedis(redis: Redis): Promise<void> {
  if (redis.status === 'ready') {
    await Promise.race([redis.quit().catch(() => undefined), sleep(goodbyeMs, undefined, { ref: false })]);
  }
  if (redis.status !== 'end') redis.disconnect();
}
