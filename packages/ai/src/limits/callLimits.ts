import { upstreamUnavailable } from '@prism/errors/errors';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a provider allows for one model. 0 is no limit. */
export interface Allowance {
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  readonly concurrent: number;
}

/** A call that wants to begin. */
export interface WaitingCall {
  /** What it is counted by: calls of one key share an allowance. */
  readonly key: string;
  /** About as many as the provider will count. */
  readonly tokens: number;
  /** How long it may wait, in milliseconds. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lets calls begin as the provider allows it, counted over everybody who shares the limits: in this process, or over all that
 * use one Redis.
 */
export interface CallLimits {
  /**
   * Resolves when the call may begin, to what says that it has ended. Rejects with UPSTREAM_UNAVAILABLE when that would take
   * longer than it may wait, and with the signal's reason.
   */
  begin(call: WaitingCall): Promise<() => void>;
  close(): Promise<void>;
}

/** Places of which a key has a number; whoever dies with one loses it after a while. */
export interface Places {
  /** Null when all are taken. */
  take(key: string): Promise<(() => void) | null>;
}

/** Counters of a minute; null where there is no limit. */
export interface Counters {
  readonly requests: RateLimiterAbstract | null;
  readonly tokens: RateLimiterAbstract | null;
  readonly places: Places | null;
}

const placeTriesMs = 50;

/** The limits over counters, wherever these are kept. */
export function createCallLimits({ requests, tokens, places }: Counters): Pick<CallLimits, 'begin'> {
  return {
    async begin({ key, tokens: size, patienceMs, signal }) {
      const deadline = performance.now() + patienceMs;
      const wait = async (ms: number) => {
        signal?.throwIfAborted();
        if (performance.now() + ms > deadline) throw busy(ms);
        await sleep(ms, undefined, signal && { signal });
      };
      // The place last: nobody holds one while they wait for their turn of the minute.
      await consume(requests, key, { points: 1, wait });
      await consume(tokens, key, { points: size, wait });
      return places ? takePlace(places, key, wait) : () => undefined;
    },
  };
}

async function consume(
  limiter: RateLimiterAbstract | null,
  key: string,
  { points, wait }: { readonly points: number; readonly wait: (ms: number) => Promise<void> },
): Promise<void> {
  if (!limiter) return;
  for (;;) {
    try {
      // One that is larger than a whole minute's allowance would never get its turn.
      await limiter.consume(key, Math.min(points, limiter.points));
      return;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      // Not all at the same moment.
      await wait(refused.msBeforeNext * (1 + Math.random() / 10));
    }
  }
}

async function takePlace(places: Places, key: string, wait: (ms: number) => Promise<void>): Promise<() => void> {
  for (;;) {
    const giveBack = await places.take(key);
    if (giveBack) return giveBack;
    await wait(placeTriesMs * (0.5 + Math.random()));
  }
}

function busy(ms: number) {
  return upstreamUnavailable('More is asked of the AI provider at the moment than it allows.', {
    retryAfter: Math.max(1, Math.ceil(ms / 1000)),
  });
}
