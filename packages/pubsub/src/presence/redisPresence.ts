import { createLogger } from '@prism/telemetry/logger';

import { closeRedis, connectRedis } from '../redisConnection.ts';
import {
  maxVisits,
  toPresence,
  visitMs,
  type PresenceState,
  type PresenceStore,
  type StoredVisit,
  type Visit,
} from './presence.ts';

/** `prefix` stands before every key (default `prism:presence:`); `lastsMs`: how long a visit lasts without being kept. */
export type RedisPresenceOptions = { readonly url: string; readonly prefix?: string; readonly lastsMs?: number };

// A place is a hash: person and window → state, since, until. All times are of Redis's clock, so processes need not agree.
const now = `local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000)`;

const keepScript = `${now}
  local old = redis.call('HGET', KEYS[1], ARGV[1])
  local since, changed = now, 1
  if old then
    local state, began, till = string.match(old, '^(%u+) (%d+) (%d+)$')
    if tonumber(till) > now then
      since = tonumber(began)
      if state == ARGV[2] then changed = 0 end
    end
  elseif redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
    return 0
  end
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%s %.0f %.0f', ARGV[2], since, now + tonumber(ARGV[3])))
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return changed`;

const listScript = `${now}
  local visits, answer = redis.call('HGETALL', KEYS[1]), { string.format('%.0f', now) }
  for i = 1, #visits, 2 do
    local till = string.match(visits[i + 1], '(%d+)$')
    if tonumber(till) > now then
      answer[#answer + 1] = visits[i]
      answer[#answer + 1] = visits[i + 1]
    else
      redis.call('HDEL', KEYS[1], visits[i])
    end
  end
  return answer`;

/**
 * Presence in Redis, for all processes that share it. What Redis loses comes back with the next heartbeats. Rejects when Redis
 * does not answer within two seconds.
 */
export function createRedisPresence({
  url,
  prefix = 'prism:presence:',
  lastsMs = visitMs,
}: RedisPresenceOptions): PresenceStore {
  const redis = connectRedis(url, createLogger('presence'), { maxRetriesPerRequest: 1, commandTimeout: 2_000 });
  const fieldOf = ({ userId, visitId }: Visit) => `${userId}:${visitId}`;
  return {
    async keep(place, visit, state) {
      const changed = await redis.eval(keepScript, 1, prefix + place, fieldOf(visit), state, lastsMs, maxVisits);
      return changed === 1;
    },
    async leave(place, visit) {
      return (await redis.hdel(prefix + place, fieldOf(visit))) > 0;
    },
    async list(place) {
      const [at, ...pairs] = (await redis.eval(listScript, 1, prefix + place)) as string[];
      return toPresence(readVisits(pairs), Number(at));
    },
    close: () => closeRedis(redis),
  };
}

function readVisits(pairs: readonly string[]): StoredVisit[] {
  const visits: StoredVisit[] = [];
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const [field = '', stored = ''] = pairs.slice(index, index + 2);
    const at = field.indexOf(':');
    const [state, since, until] = stored.split(' ');
    visits.push({
      userId: field.slice(0, at),
      visitId: field.slice(at + 1),
      state: state as PresenceState,
      since: Number(since),
      until: Number(until),
    });
  }
  return visits;
}
