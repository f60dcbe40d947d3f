import { RateLimiterMemory } from 'rate-limiter-flexible';

import { createCallLimits, type Allowance, type CallLimits, type Places } from './callLimits.ts';

const minute = 60;

/** Limits of this process alone: all there is when everything runs in one. */
export function createMemoryLimits({ requestsPerMinute, tokensPerMinute, concurrent }: Allowance): CallLimits {
  const limiter = (points: number) => (points > 0 ? new RateLimiterMemory({ points, duration: minute }) : null);
  return {
    ...createCallLimits({
      requests: limiter(requestsPerMinute),
      tokens: limiter(tokensPerMinute),
      places: concurrent > 0 ? memoryPlaces(concurrent) : null,
    }),
    close: () => Promise.resolve(),
  };
}

/** Places of this process alone. */
export function memoryPlaces(concurrent: number): Places {
  const taken = new Map<string, number>();
  const change = (key: string, by: number) => taken.set(key, (taken.get(key) ?? 0) + by);
  return {
    take(key) {
      if ((taken.get(key) ?? 0) >= concurrent) return Promise.resolve(null);
      change(key, 1);
      return Promise.resolve(() => void change(key, -1));
    },
  };
}
