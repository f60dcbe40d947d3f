import { ExpectedError } from '@prism/telemetry/expectedError';
import { messageOf } from '@prism/telemetry/messageOf';
import { Redis } from 'ioredis';

import { closeRedis, redisAddress } from './redisConnection.ts';

const patienceMs = 5_000;

/**
 * Resolves when a Redis answers at the URL and lets in whom it names. Else throws, after some seconds at most, an ExpectedError that
 * says where there is none that can be used, and why; never the password.
 */
export async function requireRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    ...{ lazyConnect: true, disableClientInfo: true, connectTimeout: patienceMs },
    retryStrategy: () => null,
  });
  let fault: unknown;
  // What goes wrong first is the cause of the rest.
  const note = (error: unknown) => (fault ??= error);
  redis.on('error', note);
  const silence = setTimeout(() => {
    note(new Error('it does not answer'));
    redis.disconnect();
  }, patienceMs);
  await redis.connect().catch(note);
  clearTimeout(silence);
  await closeRedis(redis);
  if (fault === undefined) return;
  const advice = 'Start it, or set REDIS_URL to one that runs.';
  throw new ExpectedError(`Redis at ${redisAddress(url)} cannot be used: ${reasonOf(fault)}. ${advice}`);
}

function reasonOf(fault: unknown): string {
  if (!Error.isError(fault)) return String(fault);
  const message = messageOf(fault);
  return message.startsWith('Unknown RESP type') ? 'what answers there is no Redis' : message.replace(/\.$/, '');
}
