import { randomUUID } from 'node:crypto';

import { closeRedis, connectRedis } from '@prism/pubsub/redisConnection';
import { createLogger } from '@prism/telemetry/logger';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

import { createCallLimits, type Allowance, type CallLimits, type Places } from './callLimits.ts';
import { memoryPlaces } from './memoryLimits.ts';

const minute = 60;

/** `prefix` stands before every key (default `prism:ai:`); `leaseMs`: how long a call counts whose process died. */
export interface RedisLimitsOptions {
  readonly url: string;
  readonly prefix?: string;
  readonly leaseMs?: number;
}

// A place is a member of a sorted set, scored by when it is given up; Redis's clock, so that processes need not agree.
const takeScript = `
  local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
  redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1`;

/**
 * Limits shared by all processes that use the Redis. While it does not answer each process keeps them alone: a provider that is
 * asked too often says so, and a search that waits for Redis helps nobody.
 */
export function createRedisLimits(
  { requestsPerMinute, tokensPerMinute, concurrent }: Allowance,
  { url, prefix = 'prism:ai:', leaseMs = 120_000 }: RedisLimitsOptions,
): CallLimits {
  const redis = connectRedis(url, createLogger('ai'), { commandTimeout: 1_000, enableOfflineQueue: false });
  // The first calls wait until it is known whether there is a Redis.
  const tried = new Promise<void>((resolve) => {
    for (const event of ['ready', 'close']) redis.once(event, resolve);
  });
  const limiter = (points: number, name: string) =>
    points > 0
      ? new RateLimiterRedis({
          storeClient: redis,
          keyPrefix: `${prefix}${name}`,
          points,
          duration: minute,
          insuranceLimiter: new RateLimiterMemory({ points, duration: minute }),
        })
      : null;
  const limits = createCallLimits({
    requests: limiter(requestsPerMinute, 'requests'),
    tokens: limiter(tokensPerMinute, 'tokens'),
    places: concurrent > 0 ? redisPlaces(redis, { prefix, concurrent, leaseMs }) : null,
  });
  return {
    begin: async (call) => {
      await tried;
      return limits.begin(call);
    },
    close: () => closeRedis(redis),
  };
}

function redisPlaces(
  redis: Redis,
  { prefix, concurrent, leaseMs }: { readonly prefix: string; readonly concurrent: number; readonly leaseMs: number },
): Places {
  const alone = memoryPlaces(concurrent);
  return {
    async take(key) {
      const id = randomUUID();
      const place = `${prefix}calls:${key}`;
      try {
        if ((await redis.eval(takeScript, 1, place, id, concurrent, leaseMs)) !== 1) return null;
      } catch {
        return alone.take(key);
      }
      return () => void redis.zrem(place, id).catch(() => undefined);
    },
  };
}
